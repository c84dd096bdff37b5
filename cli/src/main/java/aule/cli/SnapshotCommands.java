package aule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands about runs that are kept as they are at one moment. */
abstract class SnapshotCommands extends KernelCommand {

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id, the last letters of it, or \"last\".")
    String run = "";

    private SnapshotCommands(Terminal terminal) {
        super(terminal);
    }

    /** The address of the run's snapshots. */
    String path(Kernel kernel) {
        return "/v1/runs/" + PathPart.of(RunName.resolve(kernel, run)) + "/snapshots";
    }

    /** Keeps a run. */
    @Command(name = "snapshot", description = "Keeps a run as it is now, with its workspace.")
    static final class Make extends SnapshotCommands {

        @Option(names = "--label", paramLabel = "TEXT", description = "What to know it by.")
        @Nullable
        String label;

        @Option(names = "--json", description = "Prints the kernel's answer as it is.")
        boolean json;

        Make(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            ObjectNode wanted = Json.object();
            if (label != null) {
                wanted.put("label", label);
            }
            JsonNode made = kernel.post(path(kernel), wanted, Upload.PATIENCE);
            terminal.out()
                    .println(
                            json
                                    ? Json.pretty(made)
                                    : "The snapshot " + Json.text(made, "id") + " keeps "
                                            + Json.text(made, "run_id") + " as it is after step "
                                            + made.path("step").asInt(0) + ".");
            return 0;
        }
    }

    /** Has a new run go on from what was kept. */
    @Command(name = "restore", description = "Starts a run that goes on from a snapshot, with the files of it.")
    static final class Restore extends SnapshotCommands {

        @Parameters(index = "1", paramLabel = "SNAPSHOT", description = "Its id, the last letters of it, or \"last\".")
        String snapshot = "";

        @Option(
                names = "--files",
                paramLabel = "HOW",
                description = "copy: a project of its own; restore: the same project, put back. copy by default.")
        @Nullable
        String files;

        @Mixin
        final ForkOptions options = new ForkOptions();

        Restore(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() throws InterruptedException {
            Kernel kernel = kernel();
            String path = path(kernel);
            String id = Naming.of(kernel, path, "snapshot", "snapshots").resolve(snapshot);
            ObjectNode wanted = options.changes(kernel);
            if (files != null) {
                wanted.put("workspace", files);
            }
            JsonNode run = kernel.post(path + "/" + PathPart.of(id) + "/restore", wanted, Upload.PATIENCE);
            return options.tell(this, kernel, run);
        }
    }
}
