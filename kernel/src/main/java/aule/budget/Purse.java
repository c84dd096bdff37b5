package aule.budget;

import aule.kernel.Account;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.Errand;
import aule.kernel.ErrorCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Says whether a question to a model can be paid for: now, or as it was then. */
public interface Purse {

    /** How often it is looked anew because somebody else was faster. */
    int CONTESTED = 50;

    /**
     * A question that somebody wants to ask.
     *
     * @param tokens the most that it may use, in and out together
     * @param costNanos the most that it may cost; null if the model's price is not known
     * @param errand null for the next step of a run
     */
    record Question(
            Account account,
            String model,
            long tokens,
            @Nullable Long costNanos,
            @Nullable Errand errand) {}

    /** What is said about a question. */
    sealed interface Verdict {

        /** There is room for it once this is appended, which is refused if somebody else was faster. */
        record Affordable(BudgetEvent.Reserved hold) implements Verdict {}

        /**
         * It may not be asked now.
         *
         * @param why empty if only what others have set aside stands in the way
         * @param dueAt when there may be room by itself; null if one of the limits stays as it is
         * @param text the same in a sentence
         */
        record Refused(
                Optional<BudgetEvent.Exceeded> why,
                @Nullable Instant dueAt,
                String text) implements Verdict {}
    }

    /** Whether any budget limits what goes on an account. */
    boolean binds(Account account);

    /** Whether a question that a budget limits may be asked. */
    Verdict ask(Question question);

    /** Whether there is room now for a question that was refused a moment ago. */
    boolean freed(Question question);

    /** What is to be said about the budgets of an account that has just paid; each is refused if it is said already. */
    List<BudgetEvent.Warned> warnings(Account account);

    /**
     * Sets aside what a question may use, which somebody else may take between the look and the entry; then it is looked
     * at anew.
     *
     * @param journal appends; the append is refused with {@code BUDGET_EXCEEDED} if somebody else was faster
     * @return why not; empty if it is set aside
     */
    default Optional<Verdict.Refused> reserve(Question question, Consumer<BudgetEvent> journal) {
        for (var tries = 1; ; tries++) {
            switch (ask(question)) {
                case Verdict.Refused refused -> {
                    return Optional.of(refused);
                }
                case Verdict.Affordable(var hold) -> {
                    if (entered(hold, journal, tries)) {
                        return Optional.empty();
                    }
                }
            }
        }
    }

    private static boolean entered(BudgetEvent.Reserved hold, Consumer<BudgetEvent> journal, int tries) {
        try {
            journal.accept(hold);
            return true;
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.BUDGET_EXCEEDED || tries == CONTESTED) {
                throw refused;
            }
            return false;
        }
    }

    /**
     * Says what is to be said about the budgets of an account that has just paid; each time somebody may be faster.
     *
     * @param journal appends; the append is refused with {@code CONFLICT} if somebody else said it
     */
    default void warn(Account account, Consumer<BudgetEvent> journal) {
        for (var news = warnings(account); !news.isEmpty(); news = warnings(account)) {
            try {
                journal.accept(news.getFirst());
            } catch (AuleException refused) {
                if (refused.code() != ErrorCode.CONFLICT) {
                    throw refused;
                }
            }
        }
    }
}
