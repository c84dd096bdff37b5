package aule.tools;

import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.sandbox.Sandbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Behind which rung of the isolation ladder commands of late calls were decided to run, for their receipts. */
final class Rungs {

    private static final int KEPT = 4096;
    private static final String KERNEL = "kernel";
    private static final Set<ToolName> COMMANDS = Set.of(Exec.NAME, RunCode.NAME, TerminalWrite.NAME);

    private final Supplier<Sandbox> sandbox;
    private final Map<String, String> names = new LinkedHashMap<>();

    /** @param sandbox where commands run of which nothing is known any more */
    Rungs(Supplier<Sandbox> sandbox) {
        this.sandbox = sandbox;
    }

    synchronized void note(RunId run, String callId, String rung) {
        names.put(key(run, callId), rung);
        if (names.size() > KEPT) {
            names.remove(names.keySet().iterator().next());
        }
    }

    /** The rung's name, or {@code kernel} for what runs no command. */
    synchronized String of(RunEvent.ToolCalled called) {
        var noted = names.get(key(called.runId(), called.callId()));
        if (noted != null) {
            return noted;
        }
        return COMMANDS.contains(called.tool()) ? sandbox.get().rung().name() : KERNEL;
    }

    private static String key(RunId run, String callId) {
        return run + "/" + callId;
    }
}
