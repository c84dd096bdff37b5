package aule.agents.loop;

import java.time.Duration;

/** Interrupts the thread that set it when the time is up, unless it is closed before. */
final class Deadline implements AutoCloseable {

    private final Thread worker = Thread.currentThread();
    private final Thread timer;
    private boolean passed;
    private boolean closed;

    private Deadline(Duration time) {
        timer = Thread.ofVirtual().name("run-deadline").unstarted(() -> count(time));
    }

    static Deadline in(Duration time) {
        var deadline = new Deadline(time);
        deadline.timer.start();
        return deadline;
    }

    private void count(Duration time) {
        try {
            if (time.isPositive()) {
                Thread.sleep(time);
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
