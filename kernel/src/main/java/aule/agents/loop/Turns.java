package aule.agents.loop;

import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import java.util.Optional;

/** Takes a run through step after step: have the open calls answered, then ask the model what comes next. */
public final class Turns {

    private final Briefing briefing;
    private final Calls calls;
    private final Thinking thinking;

    public Turns(Briefing briefing, Calls calls, Thinking thinking) {
        this.briefing = briefing;
        this.calls = calls;
        this.thinking = thinking;
    }

    void take(RunLog log) throws InterruptedException {
        log.append(new RunEvent.Dispatched(log.run(), log.origin().epoch(), reason(log.state())));
        var brief = briefing.of(log.state());
        var prompt = new Prompt(brief);
        var wait = Optional.<RunEvent.Waiting>empty();
        while (wait.isEmpty() && !log.state().status().ended()) {
            wait = step(log, brief, prompt);
        }
        wait.ifPresent(log::append);
    }

    private Optional<RunEvent.Waiting> step(RunLog log, Brief brief, Prompt prompt) throws InterruptedException {
        var wait = calls.settle(log, brief);
        if (wait.isPresent()) {
            return wait;
        }
        var completion = log.calls().completion();
        if (completion.isPresent()) {
            log.append(new RunEvent.Completed(log.run(), completion.get()));
            return wait;
        }
        var most = log.state().terms().limits().maxSteps();
        if (log.state().work().step() >= most) {
            log.fail(
                    ErrorCode.STEP_LIMIT.wire(),
                    "The run took its %d steps without an answer; start it again with a larger max_steps."
                            .formatted(most));
            return wait;
        }
        prompt.hear(log.told());
        thinking.think(log, brief, prompt);
        return wait;
    }

    private static String reason(RunState state) {
        if (state.times().startedAt() == null) {
            return "first";
        }
        return state.status() == RunStatus.QUEUED ? "after_wait" : "resumed";
    }
}
