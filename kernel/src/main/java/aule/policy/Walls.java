package aule.policy;

import java.util.Set;

/**
 * What walls a command gets, by the first rule of the policy's {@code isolation} that applies.
 *
 * @param rule the id of the rule; empty if none applies
 * @param minimum the highest level of the isolation ladder that will do, 1 to 4
 * @param rung the name of the one rung that it is to run on; empty for the strongest that works
 * @param memoryBytes for its whole tree; 0 for the usual
 * @param cpus share of one core; 0 for the usual
 */
public record Walls(String rule, int minimum, String rung, long memoryBytes, double cpus) {

    public static final Walls USUAL = new Walls("", 4, "", 0, 0);

    static final Set<String> RUNGS = Set.of("bwrap", "podman", "runsc", "rlimits");
}
