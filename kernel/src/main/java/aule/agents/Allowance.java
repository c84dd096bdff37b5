package aule.agents;

import aule.agents.loop.context.Pins;
import aule.kernel.RunEvent;
import aule.kernel.ToolName;
import java.util.HashSet;
import java.util.Set;

/** Which tools a run may use. Without names it is all of them; nobody loses the way to say that it is done. */
public final class Allowance {

    private static final ToolName COMPLETE = new ToolName("complete");

    /** Whoever works for long needs them, and they reach nothing beyond the run. */
    private static final Set<ToolName> MEMORY =
            Set.of(new ToolName(Pins.PIN), new ToolName(Pins.UNPIN), new ToolName("read_output"));

    private Allowance() {}

    /** What the persona allows, and of that only what the run's parent did; and the tools that keep long work together. */
    public static Set<ToolName> of(Persona persona, RunEvent.Started started) {
        var both = both(persona.tools(), started.lineage().tools());
        if (both.isEmpty()) {
            return both;
        }
        var all = new HashSet<>(both);
        all.addAll(MEMORY);
        return Set.copyOf(all);
    }

    /** The tools that both allow; nothing for both being unlimited. */
    public static Set<ToolName> both(Set<ToolName> some, Set<ToolName> others) {
        if (some.isEmpty()) {
            return others;
        }
        if (others.isEmpty()) {
            return some;
        }
        var both = new HashSet<>(some);
        both.retainAll(others);
        both.add(COMPLETE);
        return Set.copyOf(both);
    }
}
