package aule.agents;

import aule.dispatch.Dispatch;
import aule.dispatch.Share;
import aule.kernel.RunId;
import java.time.Duration;
import java.time.InstantSource;

/** When which run is worked on next. */
public final class Agenda {

    private final Dispatch dispatch;
    private final SqlRuns table;
    private final InstantSource clock;

    Agenda(Dispatch dispatch, SqlRuns table, InstantSource clock) {
        this.dispatch = dispatch;
        this.table = table;
        this.clock = clock;
    }

    /** Has a run worked on as soon as there is a free slot, but not before what it waits for is due. */
    public void add(RunState run) {
        dispatch.submitAt(
                Runs.KIND,
                run.id().value(),
                share(run),
                run.terms().priority(),
                run.dueAt().orElseGet(clock::instant));
    }

    static Share share(RunState run) {
        return new Share(
                run.started().owner().value(), run.started().projectId().value());
    }

    /** Has a run come back that its worker lets go, if it waits for a time or for nothing. */
    public void park(RunState run) {
        if (run.dueAt().isPresent() || run.status() == RunStatus.QUEUED) {
            add(run);
        }
    }

    /** Whether there is something to do for a run now. */
    public boolean ripe(RunState run) {
        var waiting = run.waiting();
        return switch (run.status()) {
            case QUEUED, RUNNING -> true;
            case WAITING, RETRYING ->
                run.dueAt()
                        .map(due -> !due.isAfter(clock.instant()))
                        .orElse(waiting != null && waiting.reason().equals("child"));
            case PAUSED, COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    /** How much longer a run may work. */
    public Duration left(RunState run) {
        return Duration.ofMillis(run.terms().limits().maxWallMs() - run.workedMs(clock.instant()));
    }

    /** The same under the terms that hold now. */
    public Duration leftNow(RunId run) {
        return table.find(run).map(this::left).orElse(Duration.ZERO);
    }
}
