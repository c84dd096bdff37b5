package aule.kernel;

/**
 * Where a run stops by itself.
 *
 * @param maxSteps model answers, 1 to 10,000
 * @param maxWallMs milliseconds of work, waiting not counted, at least 1
 */
public record RunLimits(int maxSteps, long maxWallMs) {

    public static final RunLimits DEFAULT = new RunLimits(200, 3_600_000);

    public RunLimits {
        if (maxSteps < 1 || maxSteps > 10_000 || maxWallMs < 1) {
            throw new AuleException(ErrorCode.INVALID, "A run takes 1 to 10,000 steps and at least 1 millisecond.");
        }
    }
}
