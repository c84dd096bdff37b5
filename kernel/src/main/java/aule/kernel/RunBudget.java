package aule.kernel;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run may use together with all that it starts, directly or not; null for no limit of that kind.
 *
 * @param maxCostNanos billionths of a US dollar
 * @param maxTokens tokens in and out together
 * @param maxSteps answers of models
 * @param maxWallMs milliseconds that models work
 */
public record RunBudget(
        @Nullable Long maxCostNanos,
        @Nullable Long maxTokens,
        @Nullable Long maxSteps,
        @Nullable Long maxWallMs) {

    public RunBudget {
        if (Stream.of(maxCostNanos, maxTokens, maxSteps, maxWallMs).anyMatch(it -> it != null && it < 0)) {
            throw new AuleException(ErrorCode.INVALID, "No part of a budget is below zero.");
        }
    }

    /** Whether it limits nothing. */
    @JsonIgnore
    public boolean isEmpty() {
        return maxCostNanos == null && maxTokens == null && maxSteps == null && maxWallMs == null;
    }
}
