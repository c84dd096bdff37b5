package aule.agents;

import aule.journal.Filter;
import aule.journal.Follower;
import aule.journal.Journal;
import aule.kernel.BudgetEvent;
import aule.kernel.ConfirmationEvent;
import aule.kernel.Event;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has runs worked on again: those that a crash or a stop left behind, those whose question was answered, and those that
 * wait for a child that has ended or for a budget that is changed.
 */
public final class Wakes implements AutoCloseable {

    private static final Filter CALLS = Filter.ofTypes(Set.of(
            "confirmation.resolved",
            "budget.set",
            "budget.removed",
            "run.adjusted",
            "run.dispatched",
            "run.paused",
            "run.completed",
            "run.failed",
            "run.cancelled"));

    private final Journal journal;
    private final SqlRuns table;
    private final Runs runs;
    private final BudgetWaits budgetWaits;
    private final Agenda agenda;
    private final Stops stops;
    private final Branches branches;
    private final Workers workers;
    private final Reports reports;
    private final Conversations conversations;
    private final Endings endings;
    private volatile @Nullable Follower follower;

    Wakes(
            Journal journal,
            SqlRuns table,
            Runs runs,
            BudgetWaits budgetWaits,
            Agenda agenda,
            Stops stops,
            Branches branches,
            Workers workers,
            Reports reports,
            Conversations conversations,
            Endings endings) {
        this.journal = journal;
        this.table = table;
        this.runs = runs;
        this.budgetWaits = budgetWaits;
        this.agenda = agenda;
        this.stops = stops;
        this.branches = branches;
        this.workers = workers;
        this.reports = reports;
        this.conversations = conversations;
        this.endings = endings;
    }

    /** Takes up what an earlier life of the kernel left behind, then watches for what wakes others. */
    void start() {
        follower = Follower.start("agents-wakes", journal, CALLS, event -> hear(event.body()));
        takeUp();
    }

    /** Does what is still to be done for runs, whoever should have done it. What is done already stays as it is. */
    void takeUp() {
        table.unsaid().forEach(endings::ended);
        stops.fellOrphans();
        branches.catchUp(OrgId.LOCAL);
        reports.catchUp(OrgId.LOCAL);
        for (var run : table.due(OrgId.LOCAL)) {
            conversations.asked(run);
            agenda.add(run);
        }
        budgetWaits.goOn();
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
            case BudgetEvent.Set _, BudgetEvent.Removed _ -> budgetWaits.goOn();
            case RunEvent.Adjusted change -> {
                if (change.limits().budget() != null) {
                    budgetWaits.goOn();
                }
            }
            case RunEvent.Paused paused -> workers.follow(paused);
            case RunEvent.Dispatched begun -> {
                workers.follow(begun);
                table.find(begun.runId()).ifPresent(reports::begun);
            }
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
        var following = follower;
        if (following != null) {
            following.close();
        }
    }
}
