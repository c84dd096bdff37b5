package aule.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Lists the models this kernel knows. */
@Command(
        name = "ls",
        description = "Lists the models; * marks the default, prices are dollars a million tokens, CALLS OK is the"
                + " share of tool calls that could be carried out.")
final class ModelsList extends KernelCommand {

    private static final int THOUSAND = 1_000;

    @Option(names = "--json", description = "Prints the kernel's answer as it is.")
    boolean json;

    ModelsList(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        JsonNode answer = kernel.get("/v1/models");
        if (json) {
            terminal.out().println(Json.pretty(answer));
        } else {
            table(answer, rates(kernel)).forEach(terminal.out()::println);
        }
        return 0;
    }

    /** The share of its tool calls that could be carried out, by model. */
    private static Map<String, Double> rates(Kernel kernel) {
        Map<String, Double> rates = new HashMap<>();
        String next = "";
        do {
            JsonNode page = kernel.get("/v1/models/reliability?limit=200&cursor=" + PathPart.of(next));
            page.path("models")
                    .forEach(it ->
                            rates.put(Json.text(it, "model"), it.path("rate").asDouble(-1)));
            next = Json.text(page, "next_cursor");
        } while (!next.isEmpty());
        return rates;
    }

    private static List<String> table(JsonNode answer, Map<String, Double> rates) {
        Columns columns = new Columns();
        columns.row("", "MODEL", "ROLE", "WHERE", "AVAILABLE", "CONTEXT", "PRICE IN/OUT", "CALLS OK", "CAN");
        for (JsonNode model : answer.path("models")) {
            columns.row(
                    model.path("default").asBoolean(false) ? "*" : "",
                    Json.text(model, "id"),
                    Json.text(model, "role"),
                    model.path("is_local").asBoolean(false) ? "local" : "remote",
                    model.path("available").asBoolean(true) ? "yes" : "no",
                    context(model.path("context_tokens").asInt(0)),
                    price(model.path("price")),
                    share(rates.getOrDefault(Json.text(model, "id"), -1.0)),
                    String.join(", ", abilities(model.path("supports"))));
        }
        return columns.lines();
    }

    private static String context(int tokens) {
        return tokens == 0 ? "unknown" : tokens < THOUSAND ? Integer.toString(tokens) : tokens / THOUSAND + "k";
    }

    /** What nobody knows is not free. */
    private static String price(JsonNode price) {
        if (!price.isObject()) {
            return "unknown";
        }
        BigDecimal in = new BigDecimal(Json.text(price, "input"));
        BigDecimal out = new BigDecimal(Json.text(price, "output"));
        return in.signum() == 0 && out.signum() == 0 ? "free" : "$" + plain(in) + "/$" + plain(out);
    }

    private static String share(double rate) {
        return rate < 0 ? "-" : Math.round(100 * rate) + " %";
    }

    private static String plain(BigDecimal dollars) {
        return dollars.stripTrailingZeros().toPlainString();
    }

    private static List<String> abilities(JsonNode supports) {
        List<String> abilities = new ArrayList<>();
        supports.forEachEntry((name, has) -> {
            if (has.asBoolean(false)) {
                abilities.add(name);
            }
        });
        return abilities;
    }
}
