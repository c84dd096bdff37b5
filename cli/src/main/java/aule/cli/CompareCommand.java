package aule.cli;

import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Puts two runs side by side, step by step. */
@Command(name = "compare", description = "Puts two runs side by side, step by step, with what they cost.")
final class CompareCommand extends KernelCommand {

    private static final int WIDTH = 44;

    @Parameters(index = "0", paramLabel = "LEFT", description = "A run's id, the last letters of it, or \"last\".")
    String left = "";

    @Parameters(index = "1", paramLabel = "RIGHT", description = "Another run.")
    String right = "";

    @Option(names = "--json", description = "Prints the kernel's answer with all steps.")
    boolean json;

    CompareCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        JsonNode comparison = Comparing.of(kernel, RunName.resolve(kernel, left), RunName.resolve(kernel, right));
        if (json) {
            terminal.out().println(Json.pretty(comparison));
        } else {
            steps(comparison.path("steps")).forEach(terminal.out()::println);
            terminal.out().println();
            totals(comparison).forEach(terminal.out()::println);
            terminal.out().println();
            terminal.out().println(sentence(comparison));
        }
        return 0;
    }

    private static List<String> steps(JsonNode steps) {
        Columns columns = new Columns();
        columns.row("STEP", "", "LEFT", "RIGHT", "DIFFERS");
        for (JsonNode step : steps) {
            columns.row(
                    Integer.toString(step.path("step").asInt(0)),
                    step.path("same").asBoolean(false) ? "=" : "≠",
                    did(step.path("left")),
                    did(step.path("right")),
                    step.path("differs").valueStream().map(JsonNode::asString).collect(Collectors.joining(", ")));
        }
        return columns.lines();
    }

    /** What a run did in a step, in a few words. */
    private static String did(JsonNode side) {
        if (!side.isObject()) {
            return "–";
        }
        String calls = side.path("calls")
                .valueStream()
                .map(call -> ToolWords.of(Json.text(call, "tool"), Json.objectIn(call.path("arguments")))
                        + (call.path("ok").asBoolean(true) ? "" : " ✗"))
                .collect(Collectors.joining("; "));
        return Visible.line(calls.isEmpty() ? Json.text(side, "text") : "→ " + calls, WIDTH);
    }

    /** What both cost, added up from their steps, because runs of files and forks count only what they did here. */
    private static List<String> totals(JsonNode comparison) {
        JsonNode left = comparison.path("left");
        JsonNode right = comparison.path("right");
        Cost cost = Cost.of(comparison.path("steps"), "left");
        Cost other = Cost.of(comparison.path("steps"), "right");
        Columns columns = new Columns();
        columns.row("", "LEFT", "RIGHT");
        columns.row("run", Json.text(left, "id"), Json.text(right, "id"));
        columns.row("status", RunTable.status(left), RunTable.status(right));
        columns.row("model", Json.text(left, "model"), Json.text(right, "model"));
        columns.row("steps", Long.toString(cost.steps), Long.toString(other.steps));
        columns.row("tool calls", Long.toString(cost.calls), Long.toString(other.calls));
        columns.row("tokens in", Long.toString(cost.tokensIn), Long.toString(other.tokensIn));
        columns.row("tokens out", Long.toString(cost.tokensOut), Long.toString(other.tokensOut));
        columns.row("time", Durations.of(cost.milliseconds), Durations.of(other.milliseconds));
        columns.row("ends with", end(left), end(right));
        return columns.lines();
    }

    private static String end(JsonNode run) {
        return Visible.line(run.path("answer").asString(Json.text(run.path("error"), "detail")), WIDTH);
    }

    private static String sentence(JsonNode comparison) {
        int differing = comparison.path("differing").asInt(0);
        if (comparison.path("same").asBoolean(false)) {
            return "They did the same and came to the same end.";
        }
        if (differing == 0) {
            return "Their steps are the same; they came to another end.";
        }
        return differing + (differing == 1 ? " step differs" : " steps differ") + ", the first is step "
                + comparison.path("diverges_at").asInt(0) + ".";
    }

    /** What the models and tools of one side took together. */
    private record Cost(long steps, long calls, long tokensIn, long tokensOut, long milliseconds) {

        static Cost of(JsonNode steps, String side) {
            Cost sum = new Cost(0, 0, 0, 0, 0);
            for (JsonNode step : steps) {
                if (step.path(side).isObject()) {
                    sum = sum.and(step.path(side));
                }
            }
            return sum;
        }

        private Cost and(JsonNode step) {
            JsonNode made = step.path("calls");
            long took = made.valueStream()
                    .mapToLong(call -> call.path("duration_ms").asLong(0))
                    .sum();
            return new Cost(
                    steps + 1,
                    calls + made.size(),
                    tokensIn + step.path("tokens_in").asLong(0),
                    tokensOut + step.path("tokens_out").asLong(0),
                    milliseconds + step.path("duration_ms").asLong(0) + took);
        }
    }
}
