package aule.dispatch;

import aule.dispatch.Admission.Verdict;
import aule.dispatch.Job.Again;
import aule.dispatch.Job.State;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets db-scheduler keep rows, timers and revival; {@link Admission} decides who begins. A task's row and its job
 * change in turn, so that no submission is lost between the end of the work and the end of the row.
 */
final class DbSchedulerDispatch implements Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(DbSchedulerDispatch.class);
    private static final TaskDescriptor<Ticket> TASK = TaskDescriptor.of("task", Ticket.class);
    private static final Duration POLL = Duration.ofSeconds(5);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final Duration EXACT = Duration.ofHours(1); // beyond it the poll is near enough
    private static final Instant NEVER = Instant.parse("9000-01-01T00:00:00Z");
    private static final int ARRIVALS = 10_000;
    private static final int RETRIES = 5;

    private final DataSource database;
    private final InstantSource clock;
    private final DispatchRoom.Settings settings;
    private final Admission admission;
    private final Scheduler scheduler;
    private final Map<String, Worker> workers = new ConcurrentHashMap<>();
    private final Turns turns = new Turns();
    private volatile GivenUp givenUp = (kind, key, last) -> LOG.error("The task {}:{} is given up.", kind, key, last);
    private volatile boolean started;
    private volatile boolean closing;

    DbSchedulerDispatch(DataSource database, InstantSource clock, DispatchRoom.Settings settings) {
        this.database = database;
        this.clock = clock;
        this.settings = settings;
        this.admission = new Admission(settings.slots());
        this.scheduler = scheduler(Tasks.custom(TASK)
                .onFailure(this::failed)
                .onDeadExecution(this::silent)
                .execute((instance, _) -> work(instance)));
    }

    @Override
    public void whenGivenUp(GivenUp listener) {
        givenUp = listener;
    }

    @Override
    public void handle(String kind, Worker worker) {
        requireNotStarted("the worker of '%s'".formatted(kind));
        if (kind.isEmpty() || kind.contains(":") || workers.putIfAbsent(kind, worker) != null) {
            throw new AuleException(
                    ErrorCode.INTERNAL,
                    "The kind '%s' has a worker already, or a colon in its name; choose another.".formatted(kind));
        }
    }

    @Override
    public void submit(String kind, String key, String owner, int priority) {
        var now = clock.instant();
        var id = Job.id(kind, key);
        var ticket = new Ticket(priority, now, owner);
        turns.serialised(id, () -> {
            if (admission.queue(id, ticket)) {
                keepQueued(id, ticket, now);
            }
        });
    }

    @Override
    public void submitAt(String kind, String key, String owner, int priority, Instant due) {
        if (!due.isAfter(clock.instant())) {
            submit(kind, key, owner, priority);
            return;
        }
        var id = Job.id(kind, key);
        var ticket = new Ticket(priority, due, owner);
        turns.serialised(id, () -> {
            if (admission.queueLater(id, new Again(ticket, due))) {
                keep(id, ticket, due);
                wakeAt(due);
            }
        });
    }

    @Override
    public void cancel(String kind, String key) {
        var id = Job.id(kind, key);
        turns.serialised(id, () -> {
            var state = admission.cancel(id, new Ticket(5, clock.instant(), ""));
            if (state == State.WORKING || state == State.ENDING) {
                return;
            }
            try {
                scheduler.cancel(TASK.instanceId(id));
                admission.forget(id);
            } catch (TaskInstanceNotFoundException gone) {
                admission.forget(id);
            } catch (TaskInstanceCurrentlyExecutingException | ExecutionException picked) {
                LOG.debug("The cancelled task '{}' is about to arrive and will be turned away.", id, picked);
            }
        });
    }

    @Override
    public boolean working(String kind, String key) {
        return admission.working(Job.id(kind, key));
    }

    @Override
    public int position(String kind, String key) {
        return admission.position(Job.id(kind, key));
    }

    @Override
    public void start() {
        requireNotStarted("a second start");
        started = true;
        var revived = SqlClaims.release(database, settings.node());
        LOG.info("{} tasks of an earlier life are worked on again.", revived);
        admission.open();
        scheduler.start();
    }

    void close() {
        closing = true;
        admission.close();
        scheduler.stop();
    }

    private Scheduler scheduler(Task<Ticket> task) {
        return Scheduler.create(database, task)
                .tableName("dispatch_task")
                .schedulerName(new SchedulerName.Fixed(settings.node()))
                .serializer(new Ticket.AsText())
                .clock(clock::instant)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("dispatch-", 0).factory()))
                .threads(ARRIVALS)
                .pollUsingFetch(0.5, 1.0)
                .pollingInterval(POLL)
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(4)
                .failureLogging(LogLevel.OFF, false)
                .shutdownMaxWait(FAREWELL)
                .enableImmediateExecution()
                .build();
    }

    /** Runs on the task's own virtual thread. What it returns then settles the row. */
    private CompletionHandler<Ticket> work(TaskInstance<Ticket> task) {
        var id = task.getId();
        try {
            var verdict = admission.enter(id, task.getData());
            if (verdict == Verdict.WORK) {
                worker(id).work(Job.key(id));
            }
            return verdict == Verdict.CLOSING ? DbSchedulerDispatch::stays : (done, row) -> ended(id, done, row);
        } catch (InterruptedException interrupted) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The task '%s' was interrupted; it goes on later.".formatted(id),
                    interrupted);
        } finally {
            admission.leave(id);
        }
    }

    /** The row keeps its mark of this node, by which the next life finds it. */
    private static void stays(ExecutionComplete done, ExecutionOperations<Ticket> row) {}

    private void ended(String id, ExecutionComplete done, ExecutionOperations<Ticket> row) {
        turns.serialised(id, () -> {
            var again = admission.again(id);
            if (again.isEmpty()) {
                settle(id, row::remove);
            } else if (again.get().due().isAfter(clock.instant())) {
                settle(
                        id,
                        () -> row.reschedule(
                                done, again.get().due(), again.get().ticket()));
                wakeAt(again.get().due());
            } else {
                admission.requeue(id, again.get().ticket());
                row.reschedule(done, clock.instant(), again.get().ticket());
            }
        });
    }

    private void failed(ExecutionComplete done, ExecutionOperations<Ticket> row) {
        var id = done.getExecution().getId();
        if (closing) {
            stays(done, row);
        } else if (admission.cancelled(id) || admission.again(id).isPresent()) {
            ended(id, done, row);
        } else {
            turns.serialised(id, () -> retry(id, done, row));
        }
    }

    private void retry(String id, ExecutionComplete done, ExecutionOperations<Ticket> row) {
        var failures = done.getExecution().consecutiveFailures;
        var cause = done.getCause().orElseThrow();
        if (failures >= RETRIES) {
            settle(id, () -> row.reschedule(done, NEVER));
            givenUp.on(Job.kind(id), Job.key(id), cause);
            return;
        }
        var due = clock.instant().plus(settings.backoff().multipliedBy(1L << failures));
        LOG.warn("The task '{}' failed {} times and is tried again at {}.", id, failures + 1, due, cause);
        settle(id, () -> row.reschedule(done, due));
        wakeAt(due);
    }

    /** Nobody heard of the task for long: another kernel died with it, or this one slept and still has it. */
    private void silent(ExecutionComplete dead, ExecutionOperations<Ticket> row) {
        if (!admission.knows(dead.getExecution().getId())) {
            row.reschedule(dead, clock.instant());
        }
    }

    private void settle(String id, Runnable rowChange) {
        try {
            rowChange.run();
        } finally {
            admission.forget(id);
        }
    }

    private void keepQueued(String id, Ticket ticket, Instant now) {
        try {
            keep(id, ticket, now);
        } catch (RuntimeException failure) { // without a row nobody will ever arrive for the job
            admission.forget(id);
            throw failure;
        }
    }

    /** Writes the row, or moves the one that waits for a later time. */
    private void keep(String id, Ticket ticket, Instant due) {
        try {
            scheduler.schedule(TASK.instance(id).data(ticket).build(), due, ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
        } catch (TaskInstanceCurrentlyExecutingException | ExecutionException picked) {
            LOG.debug("The task '{}' is about to arrive by itself.", id, picked);
        }
    }

    private void wakeAt(Instant due) {
        var wait = Duration.between(clock.instant(), due);
        if (wait.compareTo(EXACT) < 0) {
            CompletableFuture.delayedExecutor(wait.toMillis() + 1, TimeUnit.MILLISECONDS)
                    .execute(scheduler::triggerCheckForDueExecutions);
        }
    }

    private void requireNotStarted(String what) {
        if (started) {
            throw new AuleException(
                    ErrorCode.INTERNAL,
                    "Dispatch works already and takes no %s; name it before start.".formatted(what));
        }
    }

    private Worker worker(String id) {
        var worker = workers.get(Job.kind(id));
        if (worker == null) {
            throw new AuleException(
                    ErrorCode.INTERNAL, "Nobody handles tasks of the kind '%s' here.".formatted(Job.kind(id)));
        }
        return worker;
    }
}
