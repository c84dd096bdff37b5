package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. Whatever waits when it looks shares a transaction and its flush to disk; each job has a
 * savepoint of its own, so that a job that throws undoes only itself.
 */
final class SqlWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SqlWriter.class);
    private static final int SHARE = 256;
    private static final int WAITING = 4 * SHARE;

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final BlockingQueue<Job<?>> queue = new ArrayBlockingQueue<>(WAITING);
    private final Thread thread = Thread.ofPlatform().name("store-writer").unstarted(this::work);
    private volatile boolean closed;
    private volatile boolean ended;
    private volatile String trouble = "";

    private SqlWriter(Jdbi jdbi, Dialect dialect) {
        this.jdbi = jdbi;
        this.dialect = dialect;
    }

    static SqlWriter start(Jdbi jdbi, Dialect dialect) {
        var writer = new SqlWriter(jdbi, dialect);
        writer.thread.start();
        return writer;
    }

    /** Waits until the work is committed, also when the caller is interrupted: it must know what became of it. */
    <T> T write(Function<Handle, T> work) {
        if (Thread.currentThread().equals(thread)) {
            throw new AuleException(
                    ErrorCode.INTERNAL,
                    "A write began inside another write, which would wait for itself; use the handle that is already open.");
        }
        var job = new Job<>(work);
        enqueue(job);
        return job.await();
    }

    /** Why the last writes were not taken; empty if they were. */
    String trouble() {
        return trouble;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            uninterrupted(() -> queue.put(new Job<>(_ -> "woken to end")));
        }
        uninterrupted(thread::join);
    }

    private void enqueue(Job<?> job) {
        if (closed) {
            throw refusal();
        }
        uninterrupted(() -> queue.put(job));
        if (ended) {
            refuseWaiting();
        }
    }

    private void work() {
        var batch = new ArrayList<Job<?>>(SHARE);
        while (next(batch)) {
            commit(batch);
            batch.forEach(Job::settle);
            batch.clear();
        }
        ended = true;
        refuseWaiting();
    }

    /** Fills the batch with what waits; false when this is closed and nothing waits any more. */
    private boolean next(List<Job<?>> batch) {
        if (closed && queue.isEmpty()) {
            return false;
        }
        uninterrupted(() -> batch.add(queue.take()));
        queue.drainTo(batch, SHARE - 1);
        return true;
    }

    private void commit(List<Job<?>> batch) {
        try (var handle = jdbi.open()) {
            begin(handle);
            try {
                perform(handle, batch);
                handle.commit();
                trouble = batch.stream().map(Job::trouble).collect(Collectors.joining());
            } finally {
                if (handle.isInTransaction()) {
                    handle.rollback();
                }
            }
        } catch (Throwable failure) { // whatever it is, the callers are told and the writer lives on
            trouble = Trouble.reason(failure);
            LOG.error("The database did not take {} writes: {}", batch.size(), trouble);
            LOG.debug("This is how it failed.", failure);
            batch.forEach(job -> job.fail(Trouble.unconfirmed(failure)));
        }
    }

    private void begin(Handle handle) {
        handle.begin();
        dialect.awaitTurn(handle);
    }

    private static void perform(Handle handle, List<Job<?>> batch) {
        if (batch.size() == 1) {
            if (!batch.getFirst().run(handle)) {
                handle.rollback();
                handle.begin();
            }
            return;
        }
        batch.forEach(job -> performApart(handle, job));
    }

    private static void performApart(Handle handle, Job<?> job) {
        handle.execute("SAVEPOINT job");
        if (!job.run(handle) || !released(handle, job)) {
            handle.execute("ROLLBACK TO SAVEPOINT job");
            handle.execute("RELEASE SAVEPOINT job");
        }
    }

    /** False when the work went on after a statement had failed, which PostgreSQL does not let stand. */
    private static boolean released(Handle handle, Job<?> job) {
        try {
            handle.execute("RELEASE SAVEPOINT job");
            return true;
        } catch (JdbiException failure) {
            job.fail(Trouble.unconfirmed(failure));
            return false;
        }
    }

    /** Waits to the end and leaves the interrupt, if one came, to whoever waits next. */
    private static void uninterrupted(Wait wait) {
        var interrupted = false;
        while (true) {
            try {
                wait.once();
                break;
            } catch (InterruptedException again) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Something that blocks. */
    @FunctionalInterface
    private interface Wait {
        void once() throws InterruptedException;
    }

    private void refuseWaiting() {
        for (var job = queue.poll(); job != null; job = queue.poll()) {
            job.fail(refusal());
            job.settle();
        }
    }

    private static AuleException refusal() {
        return new AuleException(
                ErrorCode.UNAVAILABLE, "The kernel is stopping and takes no more writes; try again once it is back.");
    }

    /** One caller's work and, once settled, what became of it. */
    private static final class Job<T> {

        private final Function<Handle, T> work;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable Throwable failure;

        Job(Function<Handle, T> work) {
            this.work = work;
        }

        /** Does the work on the writer's thread; false when it threw and must be undone. */
        boolean run(Handle handle) {
            try {
                result = work.apply(handle);
                return true;
            } catch (Throwable thrown) { // the caller gets it, whatever it is; the writer lives on
                failure = thrown instanceof RuntimeException refused ? Trouble.seen(refused) : thrown;
                return false;
            }
        }

        /** What the database has, if that is why the work failed. */
        String trouble() {
            return failure instanceof AuleException && failure.getCause() instanceof JdbiException behind
                    ? Trouble.reason(behind)
                    : "";
        }

        /** The work's own failure stands: it says more than the transaction's. */
        void fail(AuleException reason) {
            failure = failure == null ? reason : failure;
        }

        @SuppressWarnings("NullAway") // a result is there whenever there is no failure
        void settle() {
            if (failure == null) {
                outcome.complete(result);
            } else {
                outcome.completeExceptionally(failure);
            }
        }

        T await() {
            try {
                return outcome.join();
            } catch (CompletionException thrown) {
                if (thrown.getCause() instanceof Error error) {
                    throw error;
                }
                if (thrown.getCause() instanceof RuntimeException exception) {
                    throw exception;
                }
                throw thrown;
            }
        }
    }
}
