package aule.agents.loop;

import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.agents.Settings;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import java.time.InstantSource;

/** What happens when a run has taken as many steps as it may: it waits and asks for more. */
public final class StepLimit {

    static final String REASON = "step_limit";

    private final Settings settings;
    private final InstantSource clock;

    public StepLimit(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    boolean reached(RunState run) {
        return run.work().step() >= run.terms().limits().maxSteps();
    }

    /** Waits for more steps, forever unless silence has a limit. */
    void ask(RunLog log) {
        var patience = settings.stepLimitWait();
        var dueAt = patience == null ? null : clock.instant().plus(patience);
        log.append(
                new RunEvent.StepLimit(log.run(), log.state().work().step()),
                new RunEvent.Waiting(log.run(), REASON, null, dueAt, null));
    }

    /** Whether the run asked for more steps and nobody said anything for as long as it may wait. */
    boolean unanswered(RunState run) {
        var wait = run.waiting();
        return run.status() == RunStatus.WAITING
                && wait != null
                && wait.reason().equals(REASON)
                && wait.dueAt() != null
                && !clock.instant().isBefore(wait.dueAt());
    }

    void giveUp(RunLog log) {
        log.fail(
                ErrorCode.STEP_LIMIT.wire(),
                "The run took its %d steps and nobody gave it more in time; retry it with a larger max_steps."
                        .formatted(log.state().terms().limits().maxSteps()));
    }
}
