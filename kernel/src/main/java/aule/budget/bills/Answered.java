package aule.budget.bills;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a provider's model as the ledger has it.
 *
 * @param responseId what the provider calls the answer; null if it did not say
 * @param costNanos null if the price was not known
 */
public record Answered(
        long seq,
        @Nullable String run,
        String model,
        @Nullable String responseId,
        long tokensIn,
        long tokensOut,
        @Nullable Long costNanos,
        Instant at) {

    Tally tally() {
        return new Tally(1, tokensIn, tokensOut, costNanos);
    }

    /** The same with a cost of nothing where it is not known. */
    Tally known() {
        return new Tally(1, tokensIn, tokensOut, costNanos == null ? Long.valueOf(0) : costNanos);
    }
}
