package aule.workspace;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProjectId;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Where the checkpoints of one project are kept, outside its workspace. One at a time uses it, also among kernels that
 * share the folder.
 */
final class Shadow {

    /** Something that is done with the store. */
    interface Work<T> {
        T run(ObjectStore store) throws IOException;
    }

    private static final Duration TURN = Duration.ofMillis(1);

    private final Lock lock = new ReentrantLock();
    private final ProjectId project;
    private final Path folder;
    private final String kernel;
    private @Nullable ObjectStore store;

    Shadow(ProjectId project, Path folder, String kernel) {
        this.project = project;
        this.folder = folder;
        this.kernel = kernel;
    }

    /** @throws AuleException with {@code UNAVAILABLE} if the disk does not let it */
    <T> T use(Work<T> work) {
        var interrupted = Thread.interrupted(); // it would close the file that holds the lock
        lock.lock();
        try {
            return alone(work);
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The checkpoints of %s could not be read or written; check that the disk has room and is in order."
                            .formatted(project),
                    e);
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T alone(Work<T> work) throws IOException {
        Files.createDirectories(folder);
        try (var file = FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
                var held = held(file)) {
            if (!held.isValid()) {
                throw new IOException("The folder '%s' cannot be locked.".formatted(folder));
            }
            return work.run(opened());
        }
    }

    /** Two kernels in one process take turns too. */
    private static FileLock held(FileChannel file) throws IOException {
        while (true) {
            try {
                return file.lock();
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(TURN.toNanos());
            }
        }
    }

    private ObjectStore opened() throws IOException {
        var known = store;
        if (known == null) {
            known = ObjectStore.open(folder, kernel);
            store = known;
        }
        known.refresh();
        return known;
    }
}
