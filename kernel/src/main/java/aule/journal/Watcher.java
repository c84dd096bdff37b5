package aule.journal;

import aule.kernel.Envelope;
import aule.kernel.Transient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A reader that first pages through the journal at its own speed and, once it is at the end, is told of what comes.
 * While it pages it holds nothing, so only a reader that is slow with live notices is cut off.
 */
final class Watcher implements Subscription {

    private static final int BUFFER = 500;
    private static final int PAGE = 200;

    private final Live live;
    private final SqlPast past;
    private final Filter filter;
    private final ArrayDeque<Notice> backlog = new ArrayDeque<>();
    private long seen;
    private boolean joined;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<Notice> buffer = new ArrayDeque<>();
    private long floor;
    private boolean cut;
    private boolean closed;

    Watcher(Live live, SqlPast past, long after, Filter filter) {
        this.live = live;
        this.past = past;
        this.seen = after;
        this.filter = filter;
    }

    @Override
    public Optional<Notice> next(Duration patience) throws InterruptedException {
        while (backlog.isEmpty() && !joined && !over()) {
            catchUp();
        }
        if (over()) {
            return Optional.empty();
        }
        return backlog.isEmpty() ? await(patience) : Optional.of(backlog.remove());
    }

    @Override
    public boolean cutOff() {
        lock.lock();
        try {
            return cut;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        end(false);
        live.leave(this);
    }

    Filter filter() {
        return filter;
    }

    /** From now on {@link #offer} brings everything above {@code told}; the rest is in the journal. */
    void admitted(long told) {
        floor = Math.max(seen, told);
    }

    /** Never waits; false when this is over and nothing more has to be offered. */
    boolean offer(Notice notice) {
        lock.lock();
        try {
            if (notice instanceof Notice.Durable(Envelope event) && event.seq() <= floor) {
                return true;
            }
            if (cut || closed || buffer.size() >= BUFFER) {
                end(!closed);
                return false;
            }
            buffer.add(notice);
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    void cut() {
        end(true);
    }

    boolean over() {
        lock.lock();
        try {
            return cut || closed;
        } finally {
            lock.unlock();
        }
    }

    private void end(boolean cutOff) {
        lock.lock();
        try {
            cut = cut || cutOff;
            closed = closed || !cutOff;
            buffer.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next page; at the last one joins the living and reads what came between. */
    private void catchUp() {
        if (page(Long.MAX_VALUE)) {
            return;
        }
        joined = true;
        List<Transient> shown = live.join(this);
        while (page(floor)) {
            // what was appended between the last page and joining
        }
        shown.forEach(piece -> backlog.add(new Notice.Passing(piece)));
    }

    /** Puts one page into the backlog; true when there may be another. */
    private boolean page(long until) {
        var events = past.wanted(seen, until, filter, PAGE);
        events.forEach(event -> backlog.add(new Notice.Durable(event)));
        if (!events.isEmpty()) {
            seen = events.getLast().seq();
        }
        return events.size() == PAGE;
    }

    private Optional<Notice> await(Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (buffer.isEmpty() && !cut && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return Optional.ofNullable(buffer.poll());
        } finally {
            lock.unlock();
        }
    }
}
