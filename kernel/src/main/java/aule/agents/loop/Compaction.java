package aule.agents.loop;

import aule.agents.RunStatus;
import aule.agents.loop.context.Scribe;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;

/** Keeps the next request within what the model can hold: older steps are shown as a summary when it grows too long. */
public final class Compaction {

    private final Scribe scribe;
    private final Till till;

    public Compaction(Scribe scribe, Till till) {
        this.scribe = scribe;
        this.till = till;
    }

    /**
     * Returns false if a summary is needed and no budget has room for it: then the run waits, and is asked nothing now.
     *
     * @throws AuleException with {@code TOO_LARGE} if the goal alone is more than the model can be told
     */
    boolean keep(RunLog log, Brief brief, Prompt prompt, Rein rein) throws InterruptedException {
        if (brief.window().isEndless()) {
            return true;
        }
        var plan = Plan.of(brief.window(), prompt);
        if (plan.isPresent() && !summarised(log, brief, prompt, plan.get(), rein)) {
            return false;
        }
        var tokens = tokens(prompt);
        if (tokens > brief.window().prompt()) {
            throw new AuleException(
                    ErrorCode.TOO_LARGE,
                    "What the model has to be told needs about %,d tokens, and %s can be told %,d; shorten the goal or choose a model that holds more."
                            .formatted(
                                    tokens,
                                    brief.model().spec().id(),
                                    brief.window().prompt()));
        }
        return true;
    }

    private boolean summarised(RunLog log, Brief brief, Prompt prompt, Plan plan, Rein rein)
            throws InterruptedException {
        try {
            log.append(compacted(log, brief, prompt, plan, rein));
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.BUDGET_EXCEEDED || log.state().status() == RunStatus.RUNNING) {
                throw refused;
            }
            return false;
        }
        prompt.hear(log.news());
        return true;
    }

    private RunEvent compacted(RunLog log, Brief brief, Prompt prompt, Plan plan, Rein rein)
            throws InterruptedException {
        var notebook = prompt.notebook();
        var facts = notebook.facts(plan.through(), plan.factBytes());
        var assignment = new Scribe.Assignment(
                brief.model().spec(),
                log.state().started().goal(),
                facts,
                notebook,
                plan.through(),
                plan.summaryBytes());
        var before = tokens(prompt);
        var summary = scribe.write(assignment, model -> till.guarding(log, rein.on(model)));
        var event = new RunEvent.Compacted(
                log.run(),
                plan.through(),
                before,
                0,
                summary.text(),
                facts,
                summary.failure(),
                summary.model(),
                summary.usage(),
                summary.costNanos());
        var bytes = prompt.bytesAfter(plan.through()) + SummaryBlock.of(event).bytes();
        return event.holding(notebook.gauge().tokens(bytes));
    }

    private static long tokens(Prompt prompt) {
        return prompt.notebook().gauge().tokens(prompt.size().bytes());
    }
}
