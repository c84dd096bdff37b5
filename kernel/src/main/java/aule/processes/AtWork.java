package aule.processes;

import aule.kernel.ProcessId;
import aule.sandbox.Sandbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/** One process that lives, and what it says. */
final class AtWork {

    private static final long LOOK_MILLIS = 100;
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ProcessId id;
    private final Wanted wanted;
    private final RingLog log;
    private final AtomicReference<String> stopped = new AtomicReference<>("");
    private final CountDownLatch recorded = new CountDownLatch(1);
    private final Object news = new Object();
    private Optional<Sandbox.Live> live = Optional.empty();
    private volatile boolean kept;
    private boolean over;

    AtWork(ProcessId id, Wanted wanted, RingLog log) {
        this.id = id;
        this.wanted = wanted;
        this.log = log;
    }

    ProcessId id() {
        return id;
    }

    Wanted wanted() {
        return wanted;
    }

    RingLog log() {
        return log;
    }

    /** Whether it goes on when its run ends. */
    boolean kept() {
        return kept;
    }

    void keep() {
        kept = true;
    }

    /** Its hold in the sandbox; known from its start on. */
    Sandbox.Live live() {
        synchronized (news) {
            return live.orElseThrow();
        }
    }

    void lives(Sandbox.Live started) {
        synchronized (news) {
            live = Optional.of(started);
        }
    }

    void said(boolean error, String text) {
        if (!error || wanted.kind() == Wanted.Kind.COMMAND) {
            log.append(text);
        }
        wanted.output().said(error, text);
        tell();
    }

    /** Why somebody stopped it; empty if it ended by itself. */
    String stoppedBecause() {
        return stopped.get();
    }

    /** Asks it to end, and ends it if it does not soon. Returns at once. */
    void stop(String reason) {
        stopped.compareAndSet("", reason);
        if (wanted.kind() == Wanted.Kind.SESSION) {
            live().kill(); // an interpreter that waits for code has nothing to bring to an end
            return;
        }
        Thread.ofVirtual().name("process-stop").start(() -> {
            live().terminate();
            if (!ended(GRACE)) {
                live().kill();
            }
        });
    }

    void kill(String reason) {
        stopped.compareAndSet("", reason);
        live().kill();
    }

    private boolean ended(Duration patience) {
        try {
            return recorded.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** It has ended, the journal knows, and its log is complete. */
    void recorded() {
        synchronized (news) {
            over = true;
        }
        recorded.countDown();
        tell();
    }

    /** Waits until it has ended and the journal knows; returns whether it has. */
    boolean awaitEnd(Duration patience) throws InterruptedException {
        return recorded.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until something is so, looking whenever it says something and ten times a second; returns whether it is. */
    boolean await(BooleanSupplier fact, Duration patience) throws InterruptedException {
        var end = System.nanoTime() + patience.toNanos();
        while (!fact.getAsBoolean()) {
            var left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            synchronized (news) {
                if (over) {
                    return fact.getAsBoolean();
                }
                news.wait(Math.min(left, LOOK_MILLIS));
            }
        }
        return true;
    }

    private void tell() {
        synchronized (news) {
            news.notifyAll();
        }
    }
}
