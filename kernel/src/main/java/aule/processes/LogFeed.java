package aule.processes;

import aule.api.Answer;
import aule.kernel.ProcessId;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** What a process says, from an offset on and while it lives, for one reader. */
final class LogFeed implements Answer.Feed {

    private static final int PIECE = 32 * 1024;

    record Said(long offset, String text, long nextOffset) {}

    private final Processes processes;
    private final ProcessId id;
    private final Supplier<Object> end;
    private long offset;
    private volatile boolean ended;

    /** @param end what is told last, once it has ended */
    LogFeed(Processes processes, ProcessId id, long offset, Supplier<Object> end) {
        this.processes = processes;
        this.id = id;
        this.offset = offset;
        this.end = end;
    }

    @Override
    public Optional<Answer.Frame> next(Duration patience) throws InterruptedException {
        if (ended) {
            return Optional.empty();
        }
        var alive = processes.isAlive(id);
        var page = processes.log(id, offset, PIECE);
        if (page.nextOffset() > offset) {
            offset = page.nextOffset();
            var said = new Said(page.offset(), page.text(), page.nextOffset());
            return Optional.of(new Answer.Frame(Long.toString(offset), "process.said", said));
        }
        if (!alive) {
            ended = true;
            return Optional.of(new Answer.Frame(null, "process.over", end.get()));
        }
        processes.await(id, () -> processes.log(id, offset, 4).nextOffset() > offset, patience);
        return Optional.empty();
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        ended = true;
    }
}
