package aule.agents;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Subscription;
import aule.journal.Subscription.Notice;
import aule.kernel.ConfirmationEvent;
import aule.kernel.Event;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has runs worked on again: those that a crash or a stop left behind, those whose question was answered, and those that
 * wait for a child that has ended.
 */
public final class Wakes implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);
    private static final Filter CALLS = new Filter(
            OrgId.LOCAL,
            Set.of(),
            Set.of("confirmation.resolved", "run.paused", "run.completed", "run.failed", "run.cancelled"));
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final Journal journal;
    private final SqlRuns table;
    private final Runs runs;
    private final Agenda agenda;
    private final Stops stops;
    private final Workers workers;
    private final Reports reports;
    private final Conversations conversations;
    private final Endings endings;
    private volatile @Nullable Thread watcher;
    private long seen;

    Wakes(
            Journal journal,
            SqlRuns table,
            Runs runs,
            Agenda agenda,
            Stops stops,
            Workers workers,
            Reports reports,
            Conversations conversations,
            Endings endings) {
        this.journal = journal;
        this.table = table;
        this.runs = runs;
        this.agenda = agenda;
        this.stops = stops;
        this.workers = workers;
        this.reports = reports;
        this.conversations = conversations;
        this.endings = endings;
    }

    /** Takes up what an earlier life of the kernel left behind, then watches for what wakes others. */
    void start() {
        seen = journal.head();
        table.unsaid().forEach(endings::ended);
        stops.fellOrphans();
        reports.catchUp();
        for (var run : table.due(OrgId.LOCAL)) {
            conversations.asked(run);
            agenda.add(run);
        }
        watcher = Thread.ofVirtual().name("agents-wakes").start(this::watch);
    }

    /** Watches again from where it was whenever it fell behind or could not do what an event asked for. */
    private void watch() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                try (var calls = journal.watch(seen, CALLS)) {
                    listen(calls);
                } catch (RuntimeException failure) { // nothing is lost: the event is heard again
                    LOG.warn("An event after {} could not be followed; trying again.", seen, failure);
                }
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen(Subscription calls) throws InterruptedException {
        while (!calls.cutOff()) {
            var notice = calls.next(PATIENCE);
            if (notice.isPresent() && notice.get() instanceof Notice.Durable(var event)) {
                hear(event.body());
                seen = event.seq();
            }
        }
    }

    private void hear(Event event) {
        switch (event) {
            case ConfirmationEvent.Resolved answer -> wake(answer.runId());
            case RunEvent.Ended end -> {
                workers.follow(end);
                table.find(end.runId()).ifPresent(child -> {
                    reports.of(child);
                    wakeParent(child);
                });
            }
            case RunEvent.Paused paused -> workers.follow(paused);
            default -> {
                // wakes nobody
            }
        }
    }

    private void wake(RunId id) {
        table.find(id).filter(run -> !run.status().ended()).ifPresent(runs::submit);
    }

    /** A parent that is about to wait looks once more as soon as it does. */
    private void wakeParent(RunState child) {
        Optional.ofNullable(child.started().parentId())
                .flatMap(table::find)
                .filter(parent -> parent.status() == RunStatus.RUNNING || parent.waitsFor("child"))
                .ifPresent(runs::submit);
    }

    @Override
    public void close() {
        var thread = watcher;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
