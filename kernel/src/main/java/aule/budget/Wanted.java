package aule.budget;

import org.jspecify.annotations.Nullable;

/**
 * The most that one question may use.
 *
 * @param costNanos null if nobody knows what the model costs
 */
record Wanted(long tokens, @Nullable Long costNanos) {

    long cost() {
        return costNanos == null ? 0 : costNanos;
    }
}
