package aule.agents.loop;

import java.time.Duration;
import java.util.function.Supplier;

/** Interrupts the thread that set it when the time is up, unless it is closed before. */
final class Deadline implements AutoCloseable {

    private final Thread worker = Thread.currentThread();
    private final Thread timer;
    private boolean passed;
    private boolean closed;

    private Deadline(Duration time, Supplier<Duration> more) {
        timer = Thread.ofVirtual().name("run-deadline").unstarted(() -> count(time, more));
    }

    /** @param more asked when the time is up: what was added to it meanwhile */
    static Deadline in(Duration time, Supplier<Duration> more) {
        var deadline = new Deadline(time, more);
        deadline.timer.start();
        return deadline;
    }

    private void count(Duration time, Supplier<Duration> more) {
        try {
            for (var rest = time; rest.isPositive(); rest = more.get()) {
                Thread.sleep(rest);
            }
            strike();
        } catch (InterruptedException closedInTime) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void strike() {
        if (!closed) {
            passed = true;
            worker.interrupt();
        }
    }

    synchronized boolean passed() {
        return passed;
    }

    /** Leaves no interrupt behind that is its own. */
    @Override
    public synchronized void close() {
        closed = true;
        timer.interrupt();
        if (passed) {
            Thread.interrupted();
        }
    }
}
