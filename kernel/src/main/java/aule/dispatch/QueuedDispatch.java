package aule.dispatch;

import aule.dispatch.SqlQueue.Kept;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue is ours: {@link Admission} decides who begins. db-scheduler sees a task when it is handed over or its
 * timer is due; it executes, says that it lives, and notices when another kernel does not.
 */
final class QueuedDispatch implements Dispatch {

    private static final Logger LOG = LoggerFactory.getLogger(QueuedDispatch.class);
    private static final TaskDescriptor<Ticket> TASK = TaskDescriptor.of(SqlRows.TASK, Ticket.class);
    private static final Duration FAREWELL = Duration.ofSeconds(5);
    private static final int ARRIVALS = 2_048; // at one look; more than the usual slots
    private static final int SILENCES = 4;

    private final InstantSource clock;
    private final Workers workers = new Workers();
    private final Turns turns = new Turns();
    private final AtomicLong count = new AtomicLong();
    private final Admission admission;
    private final SqlQueue queue;
    private final SqlRounds rounds;
    private final Bell bell;
    private final Pump pump;
    private final Rounds work;
    private final Poll poll;
    private final Scheduler scheduler;
    private volatile boolean started;

    QueuedDispatch(DataSource database, InstantSource clock, DispatchRoom.Settings settings) {
        var rows = new SqlRows(database, settings.node());
        this.clock = clock;
        this.admission = new Admission(settings.limits());
        this.queue = new SqlQueue(rows);
        this.rounds = new SqlRounds(rows);
        this.bell = new Bell(clock);
        this.pump = new Pump(admission, queue, clock, bell);
        this.poll = new Poll(admission, queue, pump, clock, bell);
        this.work = new Rounds(
                new Rounds.Parts(admission, turns, queue, rounds, workers, pump, bell, clock), settings.backoff());
        this.scheduler = scheduler(database, rows, settings);
        bell.rings(scheduler::triggerCheckForDueExecutions);
    }

    private Scheduler scheduler(DataSource database, SqlRows rows, DispatchRoom.Settings settings) {
        Task<Ticket> task = Tasks.custom(TASK)
                .onFailure(work::failed)
                .onDeadExecution(work::silent)
                .execute(work::work);
        return Scheduler.create(database, task)
                .tableName("dispatch_task")
                .schedulerName(new SchedulerName.Fixed(settings.node()))
                .jdbcCustomization(rows.customization())
                .serializer(new Ticket.AsText())
                .clock(clock::instant)
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("dispatch-", 0).factory()))
                .threads(ARRIVALS)
                .pollUsingFetch(0.5, 1.0)
                .pollingInterval(Poll.EVERY)
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(SILENCES)
                .failureLogging(LogLevel.OFF, false)
                .shutdownMaxWait(FAREWELL)
                .addSchedulerListener(poll)
                .build();
    }

    @Override
    public void whenGivenUp(GivenUp listener) {
        work.whenGivenUp(listener);
    }

    @Override
    public void handle(String kind, Worker worker) {
        requireNotStarted("the worker of '%s'".formatted(kind));
        workers.add(kind, worker);
    }

    @Override
    public void submit(String kind, String key, Share share, int priority) {
        var id = Job.id(kind, key);
        var now = clock.instant();
        var ticket = Ticket.of(priority, now, share, count.incrementAndGet());
        turns.serialised(id, () -> waits(id, new Again(ticket, now)) || begun(id, ticket, now) || queued(id, ticket));
        pump.run();
    }

    @Override
    public void submitAt(String kind, String key, Share share, int priority, Instant due) {
        if (!due.isAfter(clock.instant())) {
            submit(kind, key, share, priority);
            return;
        }
        var id = Job.id(kind, key);
        var ticket = Ticket.of(priority, due, share, count.incrementAndGet());
        turns.serialised(id, () -> waits(id, new Again(ticket, due)) || later(id, ticket, due));
    }

    /** Whether nothing is left to do for a submission: it is at work here, and now again afterwards, or it waits. */
    private boolean waits(String id, Again wish) {
        if (admission.again(id, wish)) {
            return true;
        }
        if (admission.knows(id) && queue.waitsHere(id)) {
            return true;
        }
        admission.drop(id);
        return false;
    }

    /** Spares a task the queue if nobody else waits for the free slot. */
    private boolean begun(String id, Ticket ticket, Instant now) {
        var job = admission.straightIn(id, ticket);
        if (job.isEmpty()) {
            return false;
        }
        var kept = Kept.WAITING;
        try {
            kept = queue.hand(id, ticket, now);
        } finally {
            if (kept != Kept.WRITTEN) {
                admission.lost(List.of(job.get()));
            }
        }
        if (kept == Kept.WRITTEN) {
            bell.ring();
        }
        return kept != Kept.WAITING;
    }

    private boolean queued(String id, Ticket ticket) {
        if (queue.submit(id, ticket, clock.instant()) != Kept.AGAIN) {
            admission.queue(id, ticket);
        }
        return true;
    }

    private boolean later(String id, Ticket ticket, Instant due) {
        if (queue.submitAt(id, ticket, due) == Kept.WRITTEN) {
            bell.ringAt(due);
        }
        return true;
    }

    @Override
    public void cancel(String kind, String key) {
        var id = Job.id(kind, key);
        turns.serialised(id, () -> {
            if (admission.interrupt(id)) {
                return true;
            }
            admission.drop(id);
            if (!queue.remove(id) && rounds.cancel(id) && rounds.isHere(id)) {
                queue.ticket(id).ifPresent(ticket -> admission.turnAway(id, ticket));
            }
            return true;
        });
        pump.run();
    }

    @Override
    public boolean working(String kind, String key) {
        return admission.working(Job.id(kind, key));
    }

    @Override
    public List<Queued> queue(int offset, int limit) {
        return admission.view().page(offset, limit);
    }

    @Override
    public int position(String kind, String key) {
        return admission.view().position(Job.id(kind, key));
    }

    @Override
    public Map<String, Integer> positions(String kind, Collection<String> keys) {
        var view = admission.view();
        return keys.stream()
                .distinct()
                .collect(Collectors.toMap(Function.identity(), key -> view.position(Job.id(kind, key))));
    }

    @Override
    public void move(String kind, String key, Place place) {
        var id = Job.id(kind, key);
        turns.serialised(id, () -> {
            var ticket = admission.move(id, place);
            queue.rewrite(id, ticket);
            return ticket;
        });
    }

    @Override
    public void reprioritise(String kind, String key, int priority) {
        var id = Job.id(kind, key);
        turns.serialised(id, () -> {
            var ticket = queue.ticket(id).map(old -> old.withPriority(priority));
            ticket.ifPresent(it -> queue.rewrite(id, it));
            return admission.reprioritise(id, priority);
        });
    }

    @Override
    public void limits(Limits limits) {
        admission.limits(limits);
        pump.run();
    }

    @Override
    public void start() {
        requireNotStarted("a second start");
        started = true;
        LOG.info("{} tasks of an earlier life are worked on again.", rounds.release());
        poll.recount();
        admission.open();
        scheduler.start();
        pump.run();
    }

    /** Whoever still works after the farewell keeps its row, so that nobody else begins with it meanwhile. */
    void close() {
        work.close();
        admission.close();
        scheduler.stop();
        if (started && admission.idle()) {
            rounds.release();
        }
    }

    private void requireNotStarted(String what) {
        if (started) {
            throw new AuleException(
                    ErrorCode.INTERNAL,
                    "Dispatch works already and takes no %s; name it before start.".formatted(what));
        }
    }
}
