package aule.budget.bills;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a provider counted: one call at one moment, or all calls of a span together.
 *
 * @param line where it stands in the file, from 1
 * @param id what the provider calls the answer; null if the file does not say
 * @param from when; the beginning of a span
 * @param to the same moment for one call, else the end of the span, not included
 * @param model in plain words, see {@link ModelNames}; empty if the file does not say
 * @param label what the file calls it
 * @param calls how many answers; 0 if the file does not say
 * @param tokensIn null if the file does not say
 * @param tokensOut null if the file does not say
 * @param costNanos billionths of a US dollar; null if the file does not say
 * @param roundedNanos by how much the file may be off because it rounds
 */
public record Charge(
        long line,
        @Nullable String id,
        Instant from,
        Instant to,
        String model,
        String label,
        long calls,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable Long costNanos,
        long roundedNanos) {

    boolean isOneCall() {
        return from.equals(to);
    }

    /** Both together; they are of the same model and the same span. */
    Charge and(Charge more) {
        return new Charge(
                line,
                id,
                from,
                to,
                model,
                label,
                calls + more.calls,
                sum(tokensIn, more.tokensIn),
                sum(tokensOut, more.tokensOut),
                sum(costNanos, more.costNanos),
                roundedNanos + more.roundedNanos);
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.addExact(one, other);
    }
}
