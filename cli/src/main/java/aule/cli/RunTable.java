package aule.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Runs as a table of processes: children stand below their parent and a little to the right. */
final class RunTable {

    private static final int DEEPEST = 6;

    private final int goalLength;

    RunTable(int goalLength) {
        this.goalLength = goalLength;
    }

    List<String> lines(JsonNode runs) {
        Columns columns = new Columns();
        columns.row("RUN", "STATUS", "PRIO", "STEPS", "TOKENS", "TIME", "GOAL");
        Map<String, JsonNode> all = new LinkedHashMap<>();
        runs.forEach(run -> all.put(Json.text(run, "id"), run));
        for (JsonNode run : all.values()) {
            if (!all.containsKey(Json.text(run, "parent_id"))) {
                add(columns, all, run, 0);
            }
        }
        return columns.lines();
    }

    private void add(Columns columns, Map<String, JsonNode> all, JsonNode run, int depth) {
        columns.row(
                Json.text(run, "id"),
                status(run),
                Integer.toString(run.path("priority").asInt(0)),
                run.path("step").asInt(0) + "/"
                        + run.path("limits").path("max_steps").asInt(0),
                Long.toString(
                        run.path("tokens_in").asLong(0) + run.path("tokens_out").asLong(0)),
                Durations.of(run.path("duration_ms").asLong(0)),
                "  ".repeat(depth) + (depth == 0 ? "" : "└ ") + Visible.line(Json.text(run, "goal"), goalLength));
        if (depth < DEEPEST) {
            children(all, Json.text(run, "id")).forEach(child -> add(columns, all, child, depth + 1));
        }
    }

    private static List<JsonNode> children(Map<String, JsonNode> all, String parent) {
        List<JsonNode> children = new ArrayList<>();
        for (JsonNode run : all.values()) {
            if (Json.text(run, "parent_id").equals(parent)) {
                children.add(run);
            }
        }
        return children.reversed();
    }

    /** The status, and what a run that does not go on is waiting for. */
    static String status(JsonNode run) {
        String status = Json.text(run, "status");
        return switch (status) {
            case "waiting" -> status + " " + Json.text(run.path("waiting"), "reason");
            case "queued" ->
                run.path("position").isNumber()
                        ? status + " " + run.path("position").asInt()
                        : status;
            case "retrying" -> status + " " + run.path("retry").path("attempt").asInt(1);
            default -> status;
        };
    }
}
