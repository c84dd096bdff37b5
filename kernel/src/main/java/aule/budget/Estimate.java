package aule.budget;

import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a run may take, as runs like it took.
 *
 * @param runs how many there were
 * @param cost null if what some of them cost is not known
 * @param tokens in and out together
 * @param ms milliseconds that models worked
 */
public record Estimate(int runs, @Nullable Spread cost, Spread tokens, Spread ms) {

    /** Half of them took at most the one, nine of ten at most the other. */
    public record Spread(long median, long p90) {

        private static final int NINE_OF_TEN = 9;

        private static Spread of(List<SqlUsage.Finished> runs, ToLongFunction<Used> what) {
            var sorted = runs.stream()
                    .mapToLong(it -> what.applyAsLong(it.used()))
                    .sorted()
                    .toArray();
            return sorted.length == 0
                    ? new Spread(0, 0)
                    : new Spread(sorted[(sorted.length - 1) / 2], sorted[(sorted.length * NINE_OF_TEN + 9) / 10 - 1]);
        }
    }

    static Estimate of(List<SqlUsage.Finished> runs) {
        var priced = runs.stream().allMatch(SqlUsage.Finished::priced);
        return new Estimate(
                runs.size(),
                priced ? Spread.of(runs, Used::costNanos) : null,
                Spread.of(runs, Used::tokens),
                Spread.of(runs, Used::ms));
    }

    /** Knows what runs took that are over. */
    @FunctionalInterface
    public interface Source {

        /** By the newest completed runs of an agent that a model worked for; there may be none. */
        Estimate of(OrgId org, PersonaId persona, String model);
    }
}
