package aule.models;

import aule.kernel.Account;
import aule.kernel.TokenUsage;
import java.util.concurrent.Callable;

/** Has a question to a model paid for; whoever keeps the budgets does that. */
@FunctionalInterface
public interface Charges {

    /**
     * An answer and what it used.
     *
     * @param ms milliseconds that it took
     */
    record Paid<T>(T answer, TokenUsage usage, long ms) {}

    /**
     * Asks if it can be paid, and enters what it used.
     *
     * @param purpose what it is for in one word, such as {@code embedding}
     * @throws aule.kernel.AuleException with {@code BUDGET_EXCEEDED} if it is not asked because a budget has no room for
     *     it, or whatever the question met
     */
    <T> Paid<T> pay(Account account, String purpose, ModelSpec model, Most most, Callable<Paid<T>> question)
            throws InterruptedException;
}
