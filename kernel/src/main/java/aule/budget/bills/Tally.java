package aule.budget.bills;

import org.jspecify.annotations.Nullable;

/**
 * Calls added up on one side.
 *
 * @param calls 0 if nobody says how many
 * @param tokensIn null if nobody says
 * @param tokensOut null if nobody says
 * @param costNanos null if nobody says, or if the price of some is not known
 */
public record Tally(
        long calls,
        @Nullable Long tokensIn,
        @Nullable Long tokensOut,
        @Nullable Long costNanos) {

    public static final Tally NOTHING = new Tally(0, 0L, 0L, 0L);

    static Tally of(Charge charge) {
        return new Tally(
                charge.isOneCall() ? Math.max(1, charge.calls()) : charge.calls(),
                charge.tokensIn(),
                charge.tokensOut(),
                charge.costNanos());
    }

    /** Both together; what one side does not know, the sum does not know. */
    Tally and(Tally more) {
        return new Tally(
                calls + more.calls,
                sum(tokensIn, more.tokensIn),
                sum(tokensOut, more.tokensOut),
                sum(costNanos, more.costNanos));
    }

    private static @Nullable Long sum(@Nullable Long one, @Nullable Long other) {
        return one == null || other == null ? null : Math.addExact(one, other);
    }

    /** Whether what both sides know is the same, as far as a bill rounds. */
    boolean agrees(Tally ledger, long roundedNanos) {
        return same(tokensIn, ledger.tokensIn, 0)
                && same(tokensOut, ledger.tokensOut, 0)
                && (costNanos == null || (ledger.costNanos != null && same(costNanos, ledger.costNanos, roundedNanos)));
    }

    private static boolean same(@Nullable Long one, @Nullable Long other, long tolerance) {
        return one == null || other == null || Math.abs(one - other) <= tolerance;
    }
}
