package aule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists the runs that are alive. */
@Command(name = "ps", description = "Lists the runs that are alive, children below their parents.")
final class PsCommand extends KernelCommand {

    static final String ALIVE = "queued,running,waiting,paused,retrying";

    private static final int GOAL_LENGTH = 60;

    @Option(
            names = {"-a", "--all"},
            description = "Those that have ended too.")
    boolean all;

    @Option(
            names = "--status",
            paramLabel = "S",
            description = "Only runs in these states, for example waiting,paused.")
    @Nullable
    String status;

    @Option(names = "-n", paramLabel = "N", defaultValue = "100", description = "How many; 100 when it is not given.")
    int limit;

    @Option(names = "--json", description = "Prints the kernel's answer as it is.")
    boolean json;

    PsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        JsonNode answer = kernel().get("/v1/runs?limit=" + limit + filter());
        if (json) {
            terminal.out().println(Json.pretty(answer));
        } else if (answer.path("runs").isEmpty()) {
            terminal.err()
                    .println(all || status != null ? "There are no such runs." : "Nothing runs; everything is done.");
        } else {
            new RunTable(GOAL_LENGTH).lines(answer.path("runs")).forEach(terminal.out()::println);
        }
        return 0;
    }

    private String filter() {
        if (status != null) {
            return "&status=" + PathPart.of(status);
        }
        return all ? "" : "&status=" + PathPart.of(ALIVE);
    }
}
