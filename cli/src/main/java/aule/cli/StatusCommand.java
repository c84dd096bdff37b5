package aule.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Says how the running kernel is. */
@Command(
        name = "status",
        description = "Says whether Aule runs, where, and how it is. Exit code 1 when it does not run.")
final class StatusCommand extends KernelCommand {

    private static final long MEGABYTE = 1_048_576;

    @Option(names = "--json", description = "Prints the kernel's answer as it is.")
    boolean json;

    StatusCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        JsonNode status = kernel.get("/v1/system/status");
        if (json) {
            terminal.out().println(Json.pretty(status));
        } else {
            head(kernel, status).forEach(terminal.out()::println);
        }
        return 0;
    }

    private List<String> head(Kernel kernel, JsonNode status) {
        Columns columns = new Columns();
        JsonNode isolation = status.path("isolation");
        JsonNode runs = status.path("runs");
        JsonNode tokens = status.path("tokens_today");
        JsonNode memory = status.path("memory");
        columns.row("Aule", Json.text(status, "version") + " at " + kernel.address());
        columns.row("running for", Durations.of(status.path("uptime_ms").asLong(0)));
        columns.row("home", status.path("home").asString(home().folder().toString()));
        columns.row("store", store(status));
        columns.row("isolation", "rung " + isolation.path("level").asInt(4) + ", " + Json.text(isolation, "name"));
        columns.row("model", Json.text(status, "default_model"));
        columns.row(
                "runs",
                runs.path("running").asInt(0) + " running, "
                        + runs.path("queued").asInt(0) + " queued, "
                        + runs.path("waiting").asInt(0) + " waiting; today "
                        + runs.path("completed_today").asInt(0) + " completed, "
                        + runs.path("failed_today").asInt(0) + " failed");
        columns.row(
                "tokens today",
                tokens.path("in").asLong(0) + " in, " + tokens.path("out").asLong(0) + " out, "
                        + status.path("tool_calls_today").asLong(0) + " tool calls");
        columns.row(
                "memory",
                memory.path("heap_used").asLong(0) / MEGABYTE + " MB heap, "
                        + memory.path("rss").asLong(0) / MEGABYTE + " MB in all");
        columns.row("rooms", rooms(status.path("rooms")));
        return columns.lines();
    }

    /** A kernel that shares its database has a name there. */
    private static String store(JsonNode status) {
        String node = Json.text(status, "node");
        String store = Json.text(status, "store");
        return node.isEmpty() || node.equals("local") ? store : store + ", as " + node;
    }

    private static String rooms(JsonNode rooms) {
        StringBuilder names = new StringBuilder();
        for (JsonNode room : rooms) {
            names.append(names.isEmpty() ? "" : " ").append(Json.text(room, "name"));
        }
        return names.toString();
    }
}
