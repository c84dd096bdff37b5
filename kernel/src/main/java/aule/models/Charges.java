package aule.models;

import aule.kernel.Account;
import aule.kernel.TokenUsage;
import java.util.function.Consumer;

/** Has a question to a model paid for; whoever keeps the budgets does that. */
@FunctionalInterface
public interface Charges {

    /**
     * An answer and what it used.
     *
     * @param pictures how many it made
     * @param ms milliseconds that it took
     */
    record Paid<T>(T answer, TokenUsage usage, int pictures, long ms) {

        /** Without pictures. */
        public Paid(T answer, TokenUsage usage, long ms) {
            this(answer, usage, 0, ms);
        }
    }

    /** Asks a model. */
    @FunctionalInterface
    interface Question<T> {

        /** @param lost is told what it used if its answer broke off, before the failure that says why */
        Paid<T> ask(Consumer<Loss> lost) throws InterruptedException;
    }

    /**
     * Asks if it can be paid, and enters what it used.
     *
     * @param purpose what it is for in one word, such as {@code embedding}
     * @throws aule.kernel.AuleException with {@code BUDGET_EXCEEDED} if it is not asked because a budget has no room for
     *     it, or whatever the question met
     */
    <T> Paid<T> pay(Account account, String purpose, ModelSpec model, Most most, Question<T> question)
            throws InterruptedException;
}
