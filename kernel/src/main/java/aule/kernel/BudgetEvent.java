package aule.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to what may be spent. What a run reserves, what its errands use and what holds it up stands in
 * the run's stream, the same of errands outside of runs in the stream {@code errands}, and the budgets themselves in the
 * stream {@code budgets}. Money is in billionths of a US dollar.
 */
public sealed interface BudgetEvent extends Event {

    /** Where budgets are set and removed. */
    StreamId STREAM = new StreamId("budgets");

    /** Where questions stand that nobody's run asks. */
    StreamId ERRANDS = new StreamId("errands");

    /**
     * A budget holds from now on as it is told here.
     *
     * @param scope whom it is for: {@code org}, {@code project}, {@code person} or {@code agent}
     * @param subject the id of the one that it is for; null for each one by itself
     * @param period what it covers: {@code call}, {@code run}, {@code day} or {@code month}, in UTC
     * @param limits what may be used in one period
     */
    @JsonTypeName("budget.set")
    record Set(BudgetId budgetId, String scope, @Nullable String subject, String period, RunBudget limits)
            implements BudgetEvent {}

    /** A budget holds no longer. */
    @JsonTypeName("budget.removed")
    record Removed(BudgetId budgetId) implements BudgetEvent {}

    /**
     * The most that a question to a model may use is set aside, until its answer is there. For the next step of a run it
     * replaces what was set aside for the step before.
     *
     * @param runId null outside of runs
     * @param tokens in and out together
     * @param costNanos null if the model's price is not known
     * @param errand null for a step of the run
     */
    @JsonTypeName("budget.reserved")
    record Reserved(
            @Nullable RunId runId,
            String model,
            long tokens,
            @Nullable Long costNanos,
            @Nullable Errand errand) implements BudgetEvent {

        /** For the next step of a run. */
        public Reserved(RunId runId, String model, long tokens, @Nullable Long costNanos) {
            this(runId, model, tokens, costNanos, null);
        }
    }

    /**
     * An errand came to nothing, and what was set aside for it is free.
     *
     * @param runId null outside of runs
     * @param errandId under which it was set aside
     * @param reason why, as a sentence
     */
    @JsonTypeName("budget.released")
    record Released(@Nullable RunId runId, String errandId, String reason) implements BudgetEvent {}

    /** The purpose of a step of a run of which no answer is written down. */
    String CUT_OFF = "cut_off";

    /**
     * A model answered an errand, or a question broke off for which its provider is likely to charge.
     *
     * @param runId null outside of runs
     * @param costNanos null if the model's price is not known
     * @param durationMs milliseconds that it took
     * @param estimated whether tokens and cost are reckoned from what was asked and what came of an answer that broke off
     */
    @JsonTypeName("model.used")
    record Used(
            @Nullable RunId runId,
            Errand errand,
            String model,
            TokenUsage usage,
            @Nullable Long costNanos,
            long durationMs,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean estimated)
            implements BudgetEvent {}

    /**
     * Most of a budget is used. Said once for a budget and period.
     *
     * @param runId null outside of runs
     * @param budget the id of the budget, or of the run whose own it is
     * @param subject whose it is
     * @param period the day, the month or the run that it covers
     * @param percent how much of it is used
     * @param text the same in a sentence
     */
    @JsonTypeName("budget.warned")
    record Warned(@Nullable RunId runId, String budget, String subject, String period, int percent, String text)
            implements BudgetEvent {}

    /**
     * A question to a model was not asked, because it might use more than is left.
     *
     * @param runId null outside of runs
     * @param budget the id of the budget, or of the run whose own it is
     * @param subject whose it is
     * @param period the day, the month, the run or the call that it covers
     * @param resource {@code cost}, {@code tokens}, {@code steps}, {@code seconds} or {@code price} if nobody knows
     *     what it costs
     * @param text what is left, what was needed, and the ways on
     * @param enoughCostNanos the limit of money under which it could have been asked; null for another resource
     * @param enough the same limit of tokens, answers or milliseconds; null for money and where no limit would do
     */
    @JsonTypeName("resource.exceeded")
    record Exceeded(
            @Nullable RunId runId,
            String budget,
            String subject,
            String period,
            String resource,
            String text,
            @Nullable Long enoughCostNanos,
            @Nullable Long enough)
            implements BudgetEvent {}
}
