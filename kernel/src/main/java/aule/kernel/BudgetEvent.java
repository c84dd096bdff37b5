package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to what may be spent. What a run reserves and what holds it up stands in the run's stream, the
 * budgets themselves in the stream {@code budgets}. Money is in billionths of a US dollar.
 */
public sealed interface BudgetEvent extends Event {

    /** Where budgets are set and removed. */
    StreamId STREAM = new StreamId("budgets");

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
     * The most that the next question to a model may use is set aside, until its answer is there. Replaces what the run
     * had set aside before.
     *
     * @param tokens in and out together
     * @param costNanos null if the model's price is not known
     */
    @JsonTypeName("budget.reserved")
    record Reserved(
            RunId runId,
            String model,
            long tokens,
            @Nullable Long costNanos) implements BudgetEvent {}

    /**
     * Most of a budget is used. Said once for a budget and period.
     *
     * @param budget the id of the budget, or of the run whose own it is
     * @param subject whose it is
     * @param period the day, the month or the run that it covers
     * @param percent how much of it is used
     * @param text the same in a sentence
     */
    @JsonTypeName("budget.warned")
    record Warned(RunId runId, String budget, String subject, String period, int percent, String text)
            implements BudgetEvent {}

    /**
     * A question to a model was not asked, because it might use more than is left.
     *
     * @param budget the id of the budget, or of the run whose own it is
     * @param subject whose it is
     * @param period the day, the month, the run or the call that it covers
     * @param resource {@code cost}, {@code tokens}, {@code steps}, {@code seconds} or {@code price} if nobody knows
     *     what it costs
     * @param text what is left, what was needed, and the ways on
     */
    @JsonTypeName("resource.exceeded")
    record Exceeded(RunId runId, String budget, String subject, String period, String resource, String text)
            implements BudgetEvent {}
}
