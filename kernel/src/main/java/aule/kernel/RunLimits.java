package aule.kernel;

import org.jspecify.annotations.Nullable;

/**
 * Where a run stops by itself.
 *
 * @param maxSteps model answers, 1 to 10,000; the run then waits and asks for more
 * @param maxWallMs milliseconds of work, waiting not counted, at least 1
 * @param maxTokens tokens in and out together, 0 for no limit
 * @param maxOutputBytes bytes that its tools said and wrote into files, 0 for no limit
 * @param maxProcesses processes that its commands have alive at once, at most 4,096; 0 for what the sandbox allows a
 *     command, which then fails without ending the run
 * @param maxDiskBytes bytes of files that its calls add to the workspace, 0 for no limit
 * @param budget what it may use together with its children; null for no limit of that kind
 */
public record RunLimits(
        int maxSteps,
        long maxWallMs,
        long maxTokens,
        long maxOutputBytes,
        int maxProcesses,
        long maxDiskBytes,
        @Nullable RunBudget budget) {

    public static final RunLimits DEFAULT = new RunLimits(200, 3_600_000, 0, 0, 256, 10L << 30, null);

    private static final int MOST_PROCESSES = 4_096;

    public RunLimits {
        if (maxSteps < 1
                || maxSteps > 10_000
                || maxWallMs < 1
                || maxTokens < 0
                || maxOutputBytes < 0
                || maxDiskBytes < 0
                || maxProcesses < 0
                || maxProcesses > MOST_PROCESSES) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "A run takes 1 to 10,000 steps and at least 1 millisecond, has at most 4,096 processes, and a limit of tokens or bytes is not negative.");
        }
    }

    /** Limits of what it takes and says, and none of its own for what its commands do to the machine. */
    public RunLimits(int maxSteps, long maxWallMs, long maxTokens, long maxOutputBytes) {
        this(maxSteps, maxWallMs, maxTokens, maxOutputBytes, 0, 0, null);
    }

    /** Limits of steps and time only. */
    public RunLimits(int maxSteps, long maxWallMs) {
        this(maxSteps, maxWallMs, 0, 0);
    }

    public RunLimits withSteps(int steps) {
        return new RunLimits(steps, maxWallMs, maxTokens, maxOutputBytes, maxProcesses, maxDiskBytes, budget);
    }

    public RunLimits withBudget(@Nullable RunBudget wanted) {
        return new RunLimits(maxSteps, maxWallMs, maxTokens, maxOutputBytes, maxProcesses, maxDiskBytes, wanted);
    }

    /** Other limits of what its commands do to the machine. */
    public RunLimits withMachine(int processes, long diskBytes) {
        return new RunLimits(maxSteps, maxWallMs, maxTokens, maxOutputBytes, processes, diskBytes, budget);
    }
}
