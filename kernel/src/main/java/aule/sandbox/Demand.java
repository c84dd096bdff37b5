package aule.sandbox;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;

/**
 * The walls that a command must have.
 *
 * @param weakest the highest level of the isolation ladder that will do, 1 to 4
 * @param rung the name of the one rung that it is to run on; empty for the strongest that works
 */
public record Demand(int weakest, String rung) {

    public static final Demand NONE = new Demand(4, "");

    boolean allows(Sandbox.Rung offered) {
        return offered.level() <= weakest && (rung.isEmpty() || rung.equals(offered.name()));
    }

    /** @param remedy what to install */
    AuleException refusal(Sandbox.Rung strongest, String remedy) {
        var wanted = rung.isEmpty() ? "isolation of level %d or stronger".formatted(weakest) : "'%s'".formatted(rung);
        return new AuleException(
                ErrorCode.ISOLATION_TOO_WEAK,
                "The policy demands %s for this command, and this machine offers '%s' at level %d. %s"
                        .formatted(wanted, strongest.name(), strongest.level(), remedy)
                        .strip());
    }
}
