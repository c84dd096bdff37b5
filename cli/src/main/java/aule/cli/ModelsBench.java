package aule.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Has a model try small tasks with tools and shows how well it called them. */
@Command(name = "bench", description = "Tries how well a model calls tools. Nothing is executed; budgets pay for it.")
final class ModelsBench extends KernelCommand {

    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final double SECOND = 1_000;

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "provider/model; the default one if left out.")
    String model = "";

    @Option(names = "--json", description = "Prints every result.")
    boolean json;

    ModelsBench(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        List<JsonNode> results = new ArrayList<>();
        JsonNode tasks = kernel.get("/v1/models/bench?limit=200").path("tasks");
        for (JsonNode task : tasks) {
            draw("%d of %d · %s".formatted(results.size() + 1, tasks.size(), Json.text(task, "id")));
            ObjectNode wanted = Json.object().put("task", Json.text(task, "id"));
            results.add(
                    kernel.post("/v1/models/bench", model.isEmpty() ? wanted : wanted.put("model", model), PATIENCE));
        }
        draw("");
        if (json) {
            ObjectNode all = Json.object();
            results.forEach(all.putArray("results")::add);
            terminal.out().println(Json.pretty(all));
        } else {
            table(results).forEach(terminal.out()::println);
        }
        return 0;
    }

    private void draw(String line) {
        if (terminal.moves()) {
            terminal.err().print("\r\u001b[K" + terminal.paint().dim(Visible.plain(line)));
            terminal.err().flush();
        }
    }

    private static List<String> table(List<JsonNode> results) {
        Columns sums = new Columns();
        sums.row("MODEL", "ASKED IN", "TASKS", "RIGHT TOOL", "RIGHT ARGUMENTS", "REPAIRED", "SECONDS", "TOKENS");
        if (!results.isEmpty()) {
            JsonNode first = results.getFirst();
            sums.row(
                    Json.text(first, "model"),
                    Json.text(first, "dialect"),
                    Integer.toString(results.size()),
                    count(results, it -> it.path("right_tool").asBoolean(false)),
                    count(results, it -> it.path("right_arguments").asBoolean(false)),
                    count(results, it -> it.path("repaired").asBoolean(false)),
                    String.format(Locale.ROOT, "%.1f", sum(results, "duration_ms") / SECOND),
                    Long.toString(sum(results, "tokens_in") + sum(results, "tokens_out")));
        }
        List<String> lines = new ArrayList<>(sums.lines());
        results.stream()
                .filter(it -> !it.path("right_arguments").asBoolean(false))
                .forEach(it -> lines.add("  %s: %s".formatted(Json.text(it, "task"), fault(it))));
        return lines;
    }

    private static String fault(JsonNode result) {
        String asked = Visible.plain(Json.text(result, "asked"));
        if (asked.isEmpty()) {
            return result.path("unclear").asBoolean(false) ? "not understood" : "called no tool";
        }
        if (!Json.text(result, "refusal").isEmpty()) {
            return "%s was refused (%s)".formatted(asked, Json.text(result, "refusal"));
        }
        return result.path("right_tool").asBoolean(false) ? asked + " with other arguments" : "called " + asked;
    }

    private static String count(List<JsonNode> results, Predicate<JsonNode> which) {
        return Long.toString(results.stream().filter(which).count());
    }

    private static long sum(List<JsonNode> results, String what) {
        return results.stream().mapToLong(it -> it.path(what).asLong(0)).sum();
    }
}
