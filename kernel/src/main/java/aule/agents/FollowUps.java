package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from an event that is on disk already. If the database does not take it now, nobody is told that the
 * event failed: it is done as soon as the database takes it, or by the next life of the kernel. Whatever is given here
 * may be done twice.
 */
public final class FollowUps implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FollowUps.class);
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Runnable> owed = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean closed;

    FollowUps() {}

    /** Does the work, now if that is possible. */
    void perform(Runnable work) {
        if (!succeeds(work)) {
            owe(work);
        }
    }

    /** What fails for another reason than the database has no second chance. */
    private static boolean succeeds(Runnable work) {
        try {
            work.run();
            return true;
        } catch (AuleException failure) {
            if (failure.code() != ErrorCode.UNAVAILABLE) {
                throw failure;
            }
            LOG.warn("What follows from an event is done later: {}", failure.sentence());
            return false;
        }
    }

    private void owe(Runnable work) {
        lock.lock();
        try {
            owed.add(work);
            if (thread == null && !closed) {
                thread = Thread.ofVirtual().name("agents-follow-ups").start(this::pay);
            }
        } finally {
            lock.unlock();
        }
    }

    private void pay() {
        var pause = FIRST;
        try {
            for (var next = first(); next != null; next = first()) {
                Thread.sleep(pause);
                pause = paid(next) ? FIRST : longer(pause);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean paid(Runnable work) {
        try {
            if (!succeeds(work)) {
                return false;
            }
        } catch (RuntimeException failure) {
            LOG.warn("What follows from an event was refused.", failure);
        }
        lock.lock();
        try {
            owed.remove(work);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** What is to be done next; null when nothing is, and this thread is not the one that will do it. */
    private @Nullable Runnable first() {
        lock.lock();
        try {
            if (owed.isEmpty()) {
                thread = null;
            }
            return owed.peekFirst();
        } finally {
            lock.unlock();
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            if (thread != null) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
