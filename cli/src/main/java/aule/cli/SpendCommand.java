package aule.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows what models cost and how the budgets stand. */
@Command(
        name = "spend",
        description =
                "Shows what models cost today and this month and how the budgets stand; --by adds it up in groups.")
final class SpendCommand extends KernelCommand {

    private static final String UNKNOWN = "unknown";

    /** What can be added up by. */
    enum Group {
        AGENT,
        OWNER,
        ORG,
        PROVIDER,
        MODEL,
        PROJECT,
        RUN,
        DAY;

        /** As people write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--by",
            paramLabel = "GROUP",
            description = "Adds up by agent, owner, org, provider, model, project, run or day.")
    @Nullable
    Group by;

    @Option(names = "--from", paramLabel = "TIME", description = "Counts from here on, such as 2026-01-31T00:00:00Z.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Counts before this time.")
    @Nullable
    String to;

    @Option(names = "--limit", defaultValue = "50", description = "The most groups (default ${DEFAULT-VALUE}).")
    int limit;

    @Option(names = "--json", description = "Prints the kernel's answer as it is.")
    boolean json;

    SpendCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        boolean grouped = by != null || from != null || to != null;
        JsonNode answer = kernel().get(grouped ? usage() : "/v1/usage/summary");
        if (json) {
            terminal.out().println(Json.pretty(answer));
        } else {
            (grouped ? groups(answer) : summary(answer)).forEach(terminal.out()::println);
        }
        return 0;
    }

    private String usage() {
        String path = "/v1/usage?group_by=" + (by == null ? Group.DAY : by) + "&limit=" + limit;
        return path + part("from", from) + part("to", to);
    }

    private static String part(String name, @Nullable String value) {
        return value == null ? "" : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static List<String> groups(JsonNode answer) {
        Columns columns = new Columns();
        columns.row(Json.text(answer, "group_by").toUpperCase(Locale.ROOT), "COST", "CALLS", "IN", "OUT", "TIME");
        answer.path("usage").forEach(it -> columns.row(sum(Json.text(it, "key"), it)));
        columns.row(sum("total", answer.path("total")));
        return columns.lines();
    }

    private static List<String> summary(JsonNode answer) {
        Columns columns = new Columns();
        columns.row("", "COST", "CALLS", "IN", "OUT", "TIME");
        columns.row(sum("today", answer.path("today")));
        columns.row(sum("month", answer.path("month")));
        for (JsonNode budget : answer.path("budgets")) {
            columns.row(budget(budget));
        }
        return columns.lines();
    }

    private static String[] sum(String name, JsonNode sum) {
        long unpriced = sum.path("unpriced_calls").asLong(0);
        String about = sum.path("estimated_calls").asLong(0) > 0 ? "about " : "";
        String known = sum.has("cost") ? about + "$" + Json.text(sum, "cost") : UNKNOWN;
        return new String[] {
            name,
            unpriced > 0 && sum.has("cost") ? known + " + " + UNKNOWN : known,
            count(sum, "calls"),
            count(sum, "tokens_in"),
            count(sum, "tokens_out"),
            sum.path("duration_ms").asLong(0) / 1_000 + " s"
        };
    }

    private static String[] budget(JsonNode budget) {
        JsonNode state = budget.path("state");
        String whose = budget.has("subject") ? Json.text(budget, "subject") : "each " + Json.text(budget, "scope");
        String most = budget.has("max_cost") ? " of $" + Json.text(budget, "max_cost") : "";
        return new String[] {
            "budget " + whose.replace("each org", "all") + " by " + Json.text(budget, "period"),
            state.has("cost") ? "$" + Json.text(state, "cost") + most : most.strip(),
            state.has("percent") ? state.path("percent").asInt() + " %" : "",
            "",
            "",
            Json.text(state, "status")
        };
    }

    private static String count(JsonNode sum, String name) {
        return "%,d".formatted(sum.path(name).asLong(0));
    }
}
