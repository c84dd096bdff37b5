package aule.agents;

import aule.kernel.Money;
import aule.kernel.RunBudget;
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
 * @param maxProcesses 0 for what the sandbox allows a command
 * @param maxDiskBytes 0 for no limit
 * @param model {@code provider/model} from the next time that the run is taken up
 * @param budget what it may use together with all that it starts; one that limits nothing lifts it
 */
public record RunChange(
        @Nullable Integer priority,
        @Nullable Integer maxSteps,
        @Nullable Long maxWallMs,
        @Nullable Long maxTokens,
        @Nullable Long maxOutputBytes,
        @Nullable Integer maxProcesses,
        @Nullable Long maxDiskBytes,
        @Nullable String model,
        @Nullable BudgetBody budget) {

    /** Changes limits and priority only. */
    public RunChange(
            @Nullable Integer priority,
            @Nullable Integer maxSteps,
            @Nullable Long maxWallMs,
            @Nullable Long maxTokens,
            @Nullable Long maxOutputBytes) {
        this(priority, maxSteps, maxWallMs, maxTokens, maxOutputBytes, null, null, null, null);
    }

    /**
     * A budget as the edge knows it; what is left out is not limited.
     *
     * @param maxCost dollars such as {@code 0.25}
     */
    public record BudgetBody(
            @Nullable String maxCost,
            @Nullable String currency,
            @Nullable Long maxTokens,
            @Nullable Long maxSteps,
            @Nullable Long maxWallMs) {

        @Nullable
        RunBudget limits() {
            var cost = maxCost == null ? null : Money.nanos(maxCost);
            var limits = new RunBudget(cost, maxTokens, maxSteps, maxWallMs);
            return limits.isEmpty() ? null : limits;
        }
    }

    /** @throws aule.kernel.AuleException with {@code INVALID} if the terms would make no sense */
    RunState.Terms of(RunState.Terms now) {
        var limits = now.limits();
        return new RunState.Terms(
                Objects.requireNonNullElse(priority, now.priority()),
                new RunLimits(
                        Objects.requireNonNullElse(maxSteps, limits.maxSteps()),
                        Objects.requireNonNullElse(maxWallMs, limits.maxWallMs()),
                        Objects.requireNonNullElse(maxTokens, limits.maxTokens()),
                        Objects.requireNonNullElse(maxOutputBytes, limits.maxOutputBytes()),
                        Objects.requireNonNullElse(maxProcesses, limits.maxProcesses()),
                        Objects.requireNonNullElse(maxDiskBytes, limits.maxDiskBytes()),
                        budget == null ? limits.budget() : budget.limits()),
                model == null ? now.model() : model);
    }
}
