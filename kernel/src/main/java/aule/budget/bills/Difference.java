package aule.budget.bills;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a bill and the ledger do not say the same.
 *
 * @param line of the bill's file; null if only the ledger has it
 * @param model as it is called where it stands
 * @param from when; the beginning of a span
 * @param to the same moment for one call, else the end of the span
 * @param seq of the ledger's line; null if the bill alone has it, or if several answers are added up
 */
public record Difference(
        Kind kind,
        @Nullable Long line,
        @Nullable String id,
        String model,
        Instant from,
        Instant to,
        @Nullable Long seq,
        @Nullable String run,
        Tally billed,
        Tally ledger) {

    /** What is wrong. */
    public enum Kind {
        /** Both have it, with other tokens or another cost. */
        DIFFERS,
        ONLY_BILL,
        ONLY_LEDGER;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
