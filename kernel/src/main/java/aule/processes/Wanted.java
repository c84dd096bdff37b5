package aule.processes;

import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.UserId;
import aule.sandbox.Demand;
import aule.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process to be started.
 *
 * @param run the run that it ends with, null for a person's
 * @param command what people are shown
 * @param argv what is run
 * @param workspace the project's folder
 * @param folder the working folder relative to it
 * @param input what is written to its input, which stays open
 * @param walls that it must have
 * @param vicinity the way out that it gets, and with whom it may share a network inside
 * @param ended is told once, when it has ended or could not be started
 * @param output is told what it says as well; of a session only standard output is logged
 */
public record Wanted(
        OrgId org,
        UserId owner,
        ProjectId project,
        @Nullable RunId run,
        Kind kind,
        String command,
        List<String> argv,
        Path workspace,
        String folder,
        Map<String, String> environment,
        String input,
        Sandbox.Limits limits,
        Demand walls,
        Vicinity vicinity,
        Runnable ended,
        Sandbox.Output output) {

    /** What sort of process it is. */
    public enum Kind {
        COMMAND("command"),
        SESSION("session");

        private final String wire;

        Kind(String wire) {
            this.wire = wire;
        }

        String wire() {
            return wire;
        }
    }

    public Wanted {
        argv = List.copyOf(argv);
        environment = Map.copyOf(environment);
    }
}
