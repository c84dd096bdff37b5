package aule.workspace;

import aule.api.Answer;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** The changes of a workspace's folders for one reader; it watches only while the reader is there. */
final class FolderFeed implements Answer.Feed {

    /** How many readers watch at once; each takes one of the few watchers that a system gives out. */
    private static final int READERS = 32;

    /** The folders in which something happened. */
    record Touched(Set<String> folders) {}

    private record Watching(boolean live) {}

    /** Counts the readers. */
    static final class Seats {

        private final Semaphore free = new Semaphore(READERS);

        /** @throws AuleException with {@code UNAVAILABLE} if as many watch as can */
        FolderFeed open(Workspace workspace) {
            if (!free.tryAcquire()) {
                throw new AuleException(
                        ErrorCode.UNAVAILABLE,
                        "%d windows watch files already; close one of them and try again.".formatted(READERS));
            }
            try {
                return new FolderFeed(FolderWatch.of(workspace), free);
            } catch (RuntimeException e) {
                free.release();
                throw e;
            }
        }
    }

    private final FolderWatch watch;
    private final Semaphore seats;
    private final AtomicBoolean closed = new AtomicBoolean();
    private boolean greeted;

    private FolderFeed(FolderWatch watch, Semaphore seats) {
        this.watch = watch;
        this.seats = seats;
    }

    @Override
    public Optional<Answer.Frame> next(Duration patience) throws InterruptedException {
        if (!greeted) {
            greeted = true;
            return Optional.of(new Answer.Frame(null, "watching", new Watching(true)));
        }
        var folders = watch.next(patience);
        return folders.isEmpty()
                ? Optional.empty()
                : Optional.of(new Answer.Frame(null, "files.touched", new Touched(folders)));
    }

    @Override
    public boolean ended() {
        return closed.get() || watch.over();
    }

    @Override
    public void close() {
        if (!closed.getAndSet(true)) {
            watch.close();
            seats.release();
        }
    }
}
