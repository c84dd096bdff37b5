package aule.budget;

import aule.kernel.BudgetEvent;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says whether a question to a model can be paid for: now, or as it was then. */
public interface Purse {

    /**
     * A question that a run wants to ask.
     *
     * @param tokens the most that it may use, in and out together
     * @param costNanos the most that it may cost; null if the model's price is not known
     */
    record Question(
            OrgId org,
            RunId run,
            String model,
            long tokens,
            @Nullable Long costNanos) {}

    /** What is said about a question. */
    sealed interface Verdict {

        /** There is room for it once this is appended, which is refused if somebody else was faster. */
        record Affordable(BudgetEvent.Reserved hold) implements Verdict {}

        /**
         * It may not be asked now.
         *
         * @param why empty if only what others have set aside stands in the way
         */
        record Refused(Optional<BudgetEvent.Exceeded> why, RunEvent.Waiting waiting) implements Verdict {}
    }

    /** Whether any budget limits a run. */
    boolean binds(OrgId org, RunId run);

    /** Whether a question of a run that a budget limits may be asked. */
    Verdict ask(Question question);

    /** Whether there is room now for a question that was refused a moment ago. */
    boolean freed(Question question);

    /** What is to be said about the budgets of a run that has just paid; each is refused if it is said already. */
    List<BudgetEvent.Warned> warnings(OrgId org, RunId run);
}
