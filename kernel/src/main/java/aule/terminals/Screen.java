package aule.terminals;

import aule.api.Answer;
import aule.kernel.RunId;
import aule.sandbox.Sandbox;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One who looks on: a place in what a terminal said. Nothing is queued; whoever falls so far behind that the place is
 * gone is cut off and may come back.
 */
final class Screen implements Answer.Feed {

    /** The first frame: what is seen, from where on, and how much was said before the reader came. */
    record Opening(TerminalView terminal, long offset, long end) {}

    record Output(long offset, String text, long end) {}

    record Typed(
            long number,
            long offset,
            String kind,
            String name,
            @Nullable RunId runId) {}

    record Resized(int columns, int rows) {}

    record Ended(int exitCode, String reason) {}

    private static final int LONGEST = 32 * 1024;

    private final Session session;
    private final TerminalView view;
    private final long after;
    private volatile long at;
    private long mark;
    private boolean opened;
    private boolean cut;
    private boolean told;
    private boolean closed;
    private Sandbox.@Nullable Size size;

    /** @param after the offset behind which the reader wants to go on */
    Screen(Session session, TerminalView view, long after) {
        this.session = session;
        this.view = view;
        this.after = after;
    }

    /** How far the reader has come. */
    long at() {
        return at;
    }

    @Override
    public Optional<Answer.Frame> next(Duration patience) throws InterruptedException {
        var lock = session.lock();
        lock.lockInterruptibly();
        try {
            var left = patience.toNanos();
            var next = frame();
            while (next.isEmpty() && left > 0 && !ended()) {
                left = session.changed().awaitNanos(left);
                next = frame();
            }
            session.changed().signalAll();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Answer.Frame> frame() {
        if (closed || told || cut) {
            return Optional.empty();
        }
        if (!opened) {
            return Optional.of(opening());
        }
        if (at < session.scrollback().start()) {
            cut = true;
            return Optional.empty();
        }
        if (!session.size().equals(size)) {
            size = session.size();
            return frame("resized", new Resized(size.columns(), size.rows()));
        }
        var next = session.markAfter(mark);
        if (next.isPresent() && next.get().offset() <= at) {
            return Optional.of(typed(next.get()));
        }
        var end = session.scrollback().end();
        if (at < end) {
            return Optional.of(output(next.map(Session.Mark::offset).orElse(end)));
        }
        return session.ending().flatMap(this::over);
    }

    private Answer.Frame opening() {
        opened = true;
        session.screens().add(this);
        at = session.scrollback().from(after);
        size = session.size();
        skipMarks();
        return new Answer.Frame(
                null, "terminal", new Opening(view, at, session.scrollback().end()));
    }

    /** Those of lines that the reader does not get are not for it. */
    private void skipMarks() {
        for (var next = session.markAfter(mark);
                next.isPresent() && next.get().offset() < at;
                next = session.markAfter(mark)) {
            mark = next.get().number();
        }
    }

    private Answer.Frame typed(Session.Mark next) {
        mark = next.number();
        var who = next.typist();
        return new Answer.Frame(
                null, "typed", new Typed(next.number(), next.offset(), who.kind(), who.name(), who.run()));
    }

    private Answer.Frame output(long to) {
        var part = session.scrollback().part(at, to, LONGEST);
        at = part.end();
        return new Answer.Frame(null, "output", new Output(part.offset(), part.text(), part.end()));
    }

    private Optional<Answer.Frame> over(Session.Ending how) {
        told = true;
        return frame("ended", new Ended(how.exitCode(), how.reason()));
    }

    private static Optional<Answer.Frame> frame(String event, Object data) {
        return Optional.of(new Answer.Frame(null, event, data));
    }

    @Override
    public boolean ended() {
        return told || cut || closed;
    }

    @Override
    public boolean cutOff() {
        return cut;
    }

    @Override
    public void close() {
        var lock = session.lock();
        lock.lock();
        try {
            closed = true;
            session.screens().remove(this);
            session.changed().signalAll();
        } finally {
            lock.unlock();
        }
    }
}
