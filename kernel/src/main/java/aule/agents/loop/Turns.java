package aule.agents.loop;

import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import java.util.Optional;

/** Takes a run through step after step: have the open calls answered, then ask the model what comes next. */
public final class Turns {

    /** A model that was told what to do, and what it has heard so far. */
    private record Desk(Brief brief, Prompt prompt) {

        Desk(Brief brief) {
            this(brief, new Prompt(brief));
        }
    }

    private final Briefing briefing;
    private final Calls calls;
    private final Compaction compaction;
    private final Thinking thinking;
    private final StepLimit limit;
    private final Brakes brakes;
    private final AnswerForm form;
    private final Reins reins;

    public Turns(
            Briefing briefing,
            Calls calls,
            Compaction compaction,
            Thinking thinking,
            StepLimit limit,
            Brakes brakes,
            AnswerForm form,
            Reins reins) {
        this.briefing = briefing;
        this.calls = calls;
        this.compaction = compaction;
        this.thinking = thinking;
        this.limit = limit;
        this.brakes = brakes;
        this.form = form;
        this.reins = reins;
    }

    /** What a run that somebody stopped would still have written down is refused, and it is simply done for now. */
    void take(RunLog log) throws InterruptedException {
        if (limit.unanswered(log.state())) {
            limit.giveUp(log);
            return;
        }
        try (var rein = reins.hold(log.run(), log.origin().epoch())) {
            take(log, rein);
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.ILLEGAL_TRANSITION || running(log)) {
                throw refused;
            }
        }
    }

    private void take(RunLog log, Rein rein) throws InterruptedException {
        log.append(new RunEvent.Dispatched(log.run(), log.origin().epoch(), reason(log.state())));
        var desk = new Desk(briefing.of(log, rein));
        while (running(log)) {
            try {
                desk = step(log, desk, rein);
            } catch (InterruptedException stopped) {
                if (rein.lost()) {
                    return;
                }
                if (!rein.pulled()) {
                    throw stopped;
                }
            }
            rein.loosen();
        }
    }

    private static boolean running(RunLog log) {
        return log.catchUp().status() == RunStatus.RUNNING;
    }

    private Desk step(RunLog log, Desk desk, Rein rein) throws InterruptedException {
        if (ends(log, brakes.spent(log))) {
            return desk;
        }
        calls.settle(log, desk.brief()).ifPresent(log::append);
        if (log.state().status() != RunStatus.RUNNING) {
            return desk;
        }
        var completion = log.calls().completion();
        if (completion.isPresent()) {
            log.append(form.end(log, log.state().work().step(), completion.get()));
        } else if (!ends(log, brakes.stalled(log).or(() -> brakes.spent(log)))) {
            return think(log, desk, rein);
        }
        return desk;
    }

    /** A model that cannot be used now leaves its desk to another, if a person named one for that. */
    private Desk think(RunLog log, Desk desk, Rein rein) throws InterruptedException {
        if (limit.reached(log.state())) {
            limit.ask(log);
            return desk;
        }
        desk.prompt().hear(log.news());
        if (!compaction.keep(log, desk.brief(), desk.prompt(), rein)) {
            return desk;
        }
        try {
            thinking.think(log, desk.brief(), desk.prompt());
            return desk;
        } catch (AuleException failure) {
            return new Desk(briefing.instead(log, rein, desk.brief(), failure).orElseThrow(() -> failure));
        }
    }

    private static boolean ends(RunLog log, Optional<RunEvent> why) {
        why.ifPresent(log::leave);
        return why.isPresent();
    }

    private static String reason(RunState state) {
        if (state.times().startedAt() == null) {
            return "first";
        }
        return switch (state.status()) {
            case QUEUED, WAITING -> "after_wait";
            case RETRYING -> "retry";
            case RUNNING, PAUSED, COMPLETED, FAILED, CANCELLED -> "resumed";
        };
    }
}
