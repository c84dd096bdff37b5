package aule.workspace;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProjectId;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/** Sees to it that a workspace is not put back while calls are at work in it, and the other way round. */
public final class ProjectLocks {

    /** A turn that lasts until it is closed, on the thread that took it. */
    public interface Turn extends AutoCloseable {

        @Override
        void close();
    }

    private final ConcurrentHashMap<ProjectId, ReadWriteLock> locks = new ConcurrentHashMap<>();
    private final Duration patience;

    /** @param patience how long whoever needs a workspace alone waits for the calls in it */
    ProjectLocks(Duration patience) {
        this.patience = patience;
    }

    /** A turn among others; waits while somebody has the workspace alone. */
    public Turn among(ProjectId project) throws InterruptedException {
        var lock = of(project).readLock();
        lock.lockInterruptibly();
        return lock::unlock;
    }

    /** @throws AuleException with {@code CONFLICT} if the calls in the workspace do not end in time */
    Turn alone(ProjectId project) {
        var lock = of(project).writeLock();
        try {
            if (lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return lock::unlock;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AuleException(
                ErrorCode.CONFLICT,
                "A call is at work in the files of %s; pause its run, or try again when the call has ended."
                        .formatted(project));
    }

    private ReadWriteLock of(ProjectId project) {
        return locks.computeIfAbsent(project, _ -> new ReentrantReadWriteLock(true));
    }
}
