package aule.budget.bills;

import java.time.Instant;
import java.util.List;

/**
 * A bill held against the ledger.
 *
 * @param from the first moment that the bill speaks of
 * @param to the last one
 * @param same rows of the bill that the ledger confirms; rows of one model and span count as one
 * @param billed everything in the bill
 * @param ledger everything in the ledger that the bill should have, and everything that was found for it
 * @param unpriced answers in the ledger whose price was not known
 * @param differences by time
 */
public record Comparison(
        Instant from, Instant to, int same, Tally billed, Tally ledger, int unpriced, List<Difference> differences) {

    public Comparison {
        differences = List.copyOf(differences);
    }

    public int count(Difference.Kind kind) {
        return (int) differences.stream().filter(it -> it.kind() == kind).count();
    }
}
