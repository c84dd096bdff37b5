package aule.budget;

import aule.budget.bills.Tally;
import aule.kernel.BillId;
import aule.kernel.OrgId;
import aule.kernel.UserId;
import java.time.Instant;

/**
 * A provider's bill and what came of comparing it with the ledger.
 *
 * @param layout what kind of file it was, such as {@code openrouter_activity}
 * @param name of the file
 * @param from the first moment that it speaks of
 * @param to the last one
 * @param rows of the file
 */
record Bill(
        BillId id,
        OrgId org,
        String provider,
        String layout,
        String name,
        UserId user,
        Instant at,
        Instant from,
        Instant to,
        long rows,
        Outcome outcome) {

    /**
     * How the two sides agree.
     *
     * @param same rows that the ledger confirms
     * @param differing rows that the ledger has with other tokens or another cost
     * @param unpriced answers in the ledger whose price was not known
     */
    record Outcome(
            long same, long differing, long onlyBill, long onlyLedger, long unpriced, Tally billed, Tally ledger) {}
}
