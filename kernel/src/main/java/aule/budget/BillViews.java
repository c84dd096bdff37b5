package aule.budget;

import aule.budget.bills.Difference;
import aule.budget.bills.Tally;
import aule.kernel.BillId;
import aule.kernel.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bills as the edge shows them. */
final class BillViews {

    private BillViews() {}

    record Side(
            long calls,
            @Nullable Long tokensIn,
            @Nullable Long tokensOut,
            @Nullable String cost) {}

    record BillView(
            BillId id,
            String provider,
            String layout,
            String name,
            Instant from,
            Instant to,
            long rows,
            long same,
            long differing,
            long onlyBill,
            long onlyLedger,
            long unpricedCalls,
            Side billed,
            Side ledger,
            @Nullable String difference,
            String currency,
            Instant createdAt) {}

    record BillList(
            List<BillView> bills, int count, @Nullable String nextCursor) {}

    record DifferenceView(
            String kind,
            @Nullable Long line,
            @Nullable String responseId,
            String model,
            Instant from,
            Instant to,
            @Nullable Long seq,
            @Nullable String runId,
            Side billed,
            Side ledger,
            @Nullable String difference) {}

    record DifferenceList(
            List<DifferenceView> differences,
            int count,
            String currency,
            @Nullable String nextCursor) {}

    static Side of(Tally it) {
        return new Side(
                it.calls(), it.tokensIn(), it.tokensOut(), it.costNanos() == null ? null : money(it.costNanos()));
    }

    static BillView of(Bill it) {
        var outcome = it.outcome();
        return new BillView(
                it.id(),
                it.provider(),
                it.layout(),
                it.name(),
                it.from(),
                it.to(),
                it.rows(),
                outcome.same(),
                outcome.differing(),
                outcome.onlyBill(),
                outcome.onlyLedger(),
                outcome.unpriced(),
                of(outcome.billed()),
                of(outcome.ledger()),
                beyond(outcome.billed(), outcome.ledger()),
                BudgetViews.CURRENCY,
                it.at());
    }

    static DifferenceView of(Difference it) {
        return new DifferenceView(
                it.kind().wire(),
                it.line(),
                it.id(),
                it.model(),
                it.from(),
                it.to(),
                it.seq(),
                it.run(),
                of(it.billed()),
                of(it.ledger()),
                beyond(it.billed(), it.ledger()));
    }

    /** What the bill asks for beyond the ledger; null if one side does not know. */
    private static @Nullable String beyond(Tally billed, Tally ledger) {
        return billed.costNanos() == null || ledger.costNanos() == null
                ? null
                : money(billed.costNanos() - ledger.costNanos());
    }

    /** A credit is below nothing. */
    private static String money(long nanos) {
        return nanos < 0 ? "-" + Money.text(-nanos) : Money.text(nanos);
    }
}
