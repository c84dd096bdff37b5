package aule.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists the newest runs of a home. */
@Command(name = "ls", description = "Lists the newest runs.")
final class RunsList extends KernelCommand {

    private static final int GOAL_LENGTH = 60;

    @Option(
            names = "--status",
            paramLabel = "S",
            description = "Only runs in these states, for example running,waiting.")
    @Nullable
    String status;

    @Option(names = "-n", paramLabel = "N", defaultValue = "20", description = "How many; 20 when it is not given.")
    int limit;

    @Option(names = "--json", description = "Prints the kernel's answer as it is.")
    boolean json;

    RunsList(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        String filter = status == null ? "" : "&status=" + PathPart.of(status);
        JsonNode answer = kernel().get("/v1/runs?limit=" + limit + filter);
        if (json) {
            terminal.out().println(Json.pretty(answer));
        } else if (answer.path("runs").isEmpty()) {
            terminal.err().println("There are no such runs yet; give a goal with ./aule run \"list files\".");
        } else {
            table(answer.path("runs")).forEach(terminal.out()::println);
        }
        return 0;
    }

    private static List<String> table(JsonNode runs) {
        Columns columns = new Columns();
        columns.row("RUN", "STATUS", "PHASE", "PARENT", "TOOK", "GOAL");
        runs.forEach(run -> columns.row(
                Json.text(run, "id"),
                Json.text(run, "status"),
                Json.text(run, "phase"),
                run.path("parent_id").asString("–"),
                Durations.of(run.path("duration_ms").asLong(0)),
                Visible.line(Json.text(run, "goal"), GOAL_LENGTH)));
        return columns.lines();
    }
}
