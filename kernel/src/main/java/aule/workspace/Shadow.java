package aule.workspace;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProjectId;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/** Where the checkpoints of one project are kept, outside its workspace; many read, one writes. */
final class Shadow {

    /** Something that is done with the store. */
    interface Work<T> {
        T run(ObjectStore store) throws IOException;
    }

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final ProjectId project;
    private final Path folder;
    private @Nullable ObjectStore store;

    Shadow(ProjectId project, Path folder) {
        this.project = project;
        this.folder = folder;
    }

    /** @throws AuleException with {@code UNAVAILABLE} if the disk does not let it */
    <T> T read(Work<T> work) {
        return locked(lock.readLock(), work);
    }

    <T> T write(Work<T> work) {
        return locked(lock.writeLock(), work);
    }

    private <T> T locked(Lock side, Work<T> work) {
        side.lock();
        try {
            return work.run(store());
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The checkpoints of %s could not be read or written; check that the disk has room and is in order."
                            .formatted(project),
                    e);
        } finally {
            side.unlock();
        }
    }

    private synchronized ObjectStore store() throws IOException {
        var opened = store;
        if (opened == null) {
            opened = ObjectStore.open(folder);
            store = opened;
        }
        return opened;
    }
}
