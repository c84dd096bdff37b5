package aule.agents;

import aule.dispatch.Dispatch;
import aule.dispatch.Share;
import aule.kernel.RunId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** When which run is worked on next. */
public final class Agenda {

    private static final Duration LONG = Duration.ofDays(1);

    private final BiConsumer<RunState, Instant> queue;
    private final Function<RunId, Optional<RunState>> now;
    private final InstantSource clock;

    private Agenda(BiConsumer<RunState, Instant> queue, Function<RunId, Optional<RunState>> now, InstantSource clock) {
        this.queue = queue;
        this.now = now;
        this.clock = clock;
    }

    static Agenda of(Dispatch dispatch, SqlRuns table, InstantSource clock) {
        return new Agenda((run, due) -> submit(dispatch, run, due), table::find, clock);
    }

    /** Has nothing worked on and ends nobody's time: somebody else says when a run goes on, and when it does not. */
    public static Agenda idle(InstantSource clock) {
        return new Agenda((_, _) -> {}, _ -> Optional.empty(), clock);
    }

    private static void submit(Dispatch dispatch, RunState run, Instant due) {
        dispatch.submitAt(Runs.KIND, run.id().value(), share(run), run.terms().priority(), due);
    }

    /** Has a run worked on as soon as there is a free slot, but not before what it waits for is due. */
    public void add(RunState run) {
        queue.accept(run, run.dueAt().orElseGet(clock::instant));
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

    /** How much longer a run may work whose worker begins now: while nobody worked on it, none of its time passed. */
    public Duration leftToBegin(RunState run) {
        return Duration.ofMillis(run.terms().limits().maxWallMs() - run.times().workedMs());
    }

    /** How much longer a run may work that somebody works on. */
    public Duration left(RunState run) {
        return Duration.ofMillis(run.terms().limits().maxWallMs() - run.workedMs(clock.instant()));
    }

    /** The same under the terms that hold now. */
    public Duration leftNow(RunId run) {
        return now.apply(run).map(this::left).orElse(LONG);
    }
}
