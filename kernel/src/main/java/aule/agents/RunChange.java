package aule.agents;

import aule.kernel.RunLimits;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to become different about the terms under which a run works; null leaves a term as it is.
 *
 * @param priority 1 (first) to 5
 * @param maxSteps model answers in all
 * @param maxWallMs milliseconds of work in all
 * @param maxTokens 0 for no limit
 * @param maxOutputBytes 0 for no limit
 */
public record RunChange(
        @Nullable Integer priority,
        @Nullable Integer maxSteps,
        @Nullable Long maxWallMs,
        @Nullable Long maxTokens,
        @Nullable Long maxOutputBytes) {

    /** @throws aule.kernel.AuleException with {@code INVALID} if the terms would make no sense */
    RunState.Terms of(RunState.Terms now) {
        var limits = now.limits();
        return new RunState.Terms(
                Objects.requireNonNullElse(priority, now.priority()),
                new RunLimits(
                        Objects.requireNonNullElse(maxSteps, limits.maxSteps()),
                        Objects.requireNonNullElse(maxWallMs, limits.maxWallMs()),
                        Objects.requireNonNullElse(maxTokens, limits.maxTokens()),
                        Objects.requireNonNullElse(maxOutputBytes, limits.maxOutputBytes())));
    }
}
