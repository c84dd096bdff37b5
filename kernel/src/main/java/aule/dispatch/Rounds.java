package aule.dispatch;

import aule.dispatch.Admission.Verdict;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on the tasks whose rows the library brings, and settles the rows. A task's row and its job change in one turn,
 * so that no submission is lost between the end of the work and the end of the row.
 */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int RETRIES = 5;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);

    /** What rounds are made of. */
    record Parts(
            Admission admission,
            Turns turns,
            SqlQueue queue,
            SqlRounds rows,
            Workers workers,
            Pump pump,
            Bell bell,
            InstantSource clock) {}

    private final Admission admission;
    private final Turns turns;
    private final SqlQueue queue;
    private final SqlRounds rows;
    private final Workers workers;
    private final Pump pump;
    private final Bell bell;
    private final InstantSource clock;
    private final Duration backoff;
    private volatile Dispatch.GivenUp givenUp =
            (kind, key, last) -> LOG.error("The task {}:{} is given up.", kind, key, last);
    private volatile boolean closing;

    Rounds(Parts parts, Duration backoff) {
        this.admission = parts.admission();
        this.turns = parts.turns();
        this.queue = parts.queue();
        this.rows = parts.rows();
        this.workers = parts.workers();
        this.pump = parts.pump();
        this.bell = parts.bell();
        this.clock = parts.clock();
        this.backoff = backoff;
    }

    void whenGivenUp(Dispatch.GivenUp listener) {
        givenUp = listener;
    }

    /** From now on the rows keep their mark of this kernel, by which the next life finds them. */
    void close() {
        closing = true;
    }

    /** Runs on the task's own virtual thread. What it returns then settles the row. */
    CompletionHandler<Ticket> work(TaskInstance<Ticket> task, ExecutionContext context) {
        var id = task.getId();
        var verdict = turns.serialised(id, () -> admission.enter(id, task.getData()));
        if (verdict == Verdict.WORK) {
            begin(id);
        }
        return switch (verdict) {
            case WORK, CANCELLED -> (done, _) -> settle(done, () -> ended(id, done.getExecution().version));
            case QUEUE -> (done, _) -> settle(done, () -> back(done.getExecution()));
            case CLOSING -> (_, _) -> {};
        };
    }

    void failed(ExecutionComplete done, ExecutionOperations<Ticket> row) {
        if (!closing && settle(done, () -> failed(done))) {
            var id = done.getExecution().getId();
            givenUp.on(Job.kind(id), Job.key(id), done.getCause().orElseThrow());
        }
    }

    /** Nobody heard of the task for long: another kernel died with it, or this one slept and still has it. */
    void silent(ExecutionComplete dead, ExecutionOperations<Ticket> row) {
        var id = dead.getExecution().getId();
        if (!admission.holds(id)) {
            LOG.info("The task {} is taken over.", id);
            settle(dead, () -> back(dead.getExecution()));
        }
    }

    private void begin(String id) {
        try {
            workers.work(id);
        } catch (InterruptedException interrupted) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The task '%s' was interrupted; it goes on later.".formatted(id),
                    interrupted);
        } finally {
            admission.leave(id);
        }
    }

    /** Has the row changed in the task's turn, and lets others begin. */
    private <T> T settle(ExecutionComplete done, Supplier<T> change) {
        var id = done.getExecution().getId();
        try {
            for (var pause = PAUSE; ; pause = longer(pause)) {
                var settled = attempt(id, change);
                if (settled.isPresent()) {
                    return settled.get();
                }
                rest(pause);
            }
        } finally {
            pump.run();
        }
    }

    /** Empty when the database does not take it; until it does, the row must not look as if somebody worked on it. */
    private <T> Optional<T> attempt(String id, Supplier<T> change) {
        return turns.serialised(id, () -> {
            try {
                return Optional.of(change.get());
            } catch (RuntimeException failure) {
                if (!closing && failure instanceof AuleException away && away.code() == ErrorCode.UNAVAILABLE) {
                    LOG.warn("The row of the task {} is settled later: {}", id, away.sentence());
                    return Optional.empty();
                }
                admission.drop(id); // the row is found by its mark, here or elsewhere
                throw failure;
            }
        });
    }

    /** The work has ended, so whoever interrupted it has what they wanted. */
    private static void rest(Duration pause) {
        var again = Thread.interrupted() ? PAUSE : pause;
        LockSupport.parkNanos(again.toNanos());
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    /** Returns whether the task is gone. */
    private boolean ended(String id, long version) {
        var wish = admission.wish(id);
        while (wish.isPresent() || !rows.end(id, version)) {
            var marks = rows.marks(id, version);
            if (marks.isEmpty()) {
                wish.ifPresent(it -> passOn(id, it));
                break;
            }
            var next = Again.sooner(wish, marks.get().wish());
            if (next.isPresent() && again(id, version, marks.get(), next.get())) {
                return false;
            }
        }
        admission.drop(id);
        return true;
    }

    /** The row is another kernel's by now, but what was wished here still counts. */
    private void passOn(String id, Again wish) {
        if (wish.due().isAfter(clock.instant())) {
            queue.submitAt(id, wish.ticket(), wish.due());
        } else {
            queue.submit(id, wish.ticket(), wish.due());
        }
    }

    private boolean again(String id, long version, SqlRounds.Marks seen, Again next) {
        var later = next.due().isAfter(clock.instant());
        if (!rows.again(id, version, seen, next.ticket(), later ? next.due() : SqlRows.QUEUE)) {
            return false;
        }
        if (later) {
            admission.drop(id);
            bell.ringAt(next.due());
        } else {
            admission.requeue(id, next.ticket());
        }
        return true;
    }

    /** Returns whether the task is given up. */
    private boolean failed(ExecutionComplete done) {
        var id = done.getExecution().getId();
        var version = done.getExecution().version;
        var failures = done.getExecution().consecutiveFailures + 1;
        var last = failures > RETRIES && !passes(done.getCause().orElseThrow());
        var due = last
                ? SqlRows.NEVER
                : clock.instant().plus(backoff.multipliedBy(1L << Math.min(failures - 1, RETRIES)));
        var wanted = !admission.cancelled(id) && admission.wish(id).isEmpty();
        if (!wanted || !rows.retry(id, version, due, failures)) {
            ended(id, version);
            return false;
        }
        admission.drop(id);
        if (!last) {
            LOG.warn(
                    "The task '{}' failed {} times and is tried again at {}.",
                    id,
                    failures,
                    due,
                    done.getCause().orElseThrow());
            bell.ringAt(due);
        }
        return last;
    }

    /** What the machine cannot do just now is no mistake of the task, however long it takes. */
    private static boolean passes(Throwable cause) {
        return cause instanceof AuleException known && known.passes();
    }

    /** The row of a task that has no slot here, or whose kernel is dead, goes to the queue. */
    private boolean back(Execution execution) {
        var id = execution.getId();
        if (!rows.back(id, execution.version)) {
            return ended(id, execution.version);
        }
        admission.queue(id, (Ticket) execution.taskInstance.getData());
        return true;
    }
}
