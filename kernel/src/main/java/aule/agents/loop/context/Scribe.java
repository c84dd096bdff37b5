package aule.agents.loop.context;

import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Writes the summary of a run's older steps. */
public interface Scribe {

    /**
     * What keeps a model from writing it is told in the summary.
     *
     * @param hold puts a model under the run's rein and has it paid for
     * @throws InterruptedException if somebody stops the run meanwhile
     * @throws aule.kernel.AuleException with {@code BUDGET_EXCEEDED} if no budget has room for it
     */
    Summary write(Assignment assignment, UnaryOperator<ChatModel> hold) throws InterruptedException;

    /**
     * What is to be summarised.
     *
     * @param own the run's own model
     * @param facts what is kept word for word beside the summary
     * @param bytes the longest summary
     */
    record Assignment(ModelSpec own, String goal, List<String> facts, Notebook notebook, int through, int bytes) {

        public Assignment {
            facts = List.copyOf(facts);
        }

        List<StepNote> steps() {
            return notebook.steps(through);
        }
    }

    /**
     * A summary.
     *
     * @param failure why no model wrote it; empty if one did
     * @param model who was asked, null if nobody was
     * @param costNanos what that cost, in billionths of a US dollar; null if nobody was asked or the price is not known
     */
    record Summary(
            String text,
            String failure,
            @Nullable String model,
            TokenUsage usage,
            @Nullable Long costNanos) {}
}
