package aule.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The commands about bills of providers. */
final class Bills {

    private static final String PATH = "/v1/usage/bills";
    private static final String UNKNOWN = "unknown";
    private static final int NAME_LENGTH = 40;

    private Bills() {}

    /** Compares a provider's file with the ledger. */
    @Command(
            name = "import",
            description = "Compares a provider's file of usage or cost (CSV or JSON) with what Aule counted.")
    static final class Import extends KernelCommand {

        @Parameters(paramLabel = "FILE", description = "The file, as the provider exports it.")
        String file = "";

        @Option(
                names = "--provider",
                required = true,
                paramLabel = "ID",
                description = "Whose it is, such as openrouter; `./aule spend --by provider` lists them.")
        String provider = "";

        @Option(
                names = "--limit",
                defaultValue = "20",
                description = "The most differences (default ${DEFAULT-VALUE}).")
        int limit;

        @Option(names = "--json", description = "Prints the kernel's answer as it is.")
        boolean json;

        Import(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Upload upload = Upload.of(file, "export one from your provider's console.");
            Kernel kernel = kernel();
            JsonNode bill = kernel.upload(PATH + "?provider=" + PathPart.of(provider), upload, Upload.PATIENCE);
            if (json) {
                terminal.out().println(Json.pretty(bill));
                return 0;
            }
            comparison(bill).forEach(terminal.out()::println);
            int differing = differing(bill);
            if (differing > 0 && limit > 0) {
                String path = PATH + "/" + PathPart.of(Json.text(bill, "id")) + "/differences?limit=" + limit;
                differences(kernel.get(path)).forEach(terminal.out()::println);
                if (differing > limit) {
                    terminal.out().println("… and " + (differing - limit) + " more; --limit shows them.");
                }
            }
            return 0;
        }
    }

    /** Lists the bills that were compared. */
    @Command(name = "bills", description = "Lists the bills that were compared with what Aule counted.")
    static final class Ls extends KernelCommand {

        @Option(names = "--json", description = "Prints the kernel's answer as it is.")
        boolean json;

        Ls(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            JsonNode answer = kernel().get(PATH);
            if (json) {
                terminal.out().println(Json.pretty(answer));
            } else if (answer.path("bills").isEmpty()) {
                terminal.err().println("No bill was compared yet; `./aule spend import FILE --provider ID` does.");
            } else {
                Columns columns = new Columns();
                columns.row("BILL", "PROVIDER", "FILE", "BILLED", "COUNTED", "DIFFERENCE", "DIFFERENT ROWS");
                answer.path("bills")
                        .forEach(it -> columns.row(
                                Json.text(it, "id"),
                                Json.text(it, "provider"),
                                Visible.line(Json.text(it, "name"), NAME_LENGTH),
                                cost(it.path("billed")),
                                cost(it.path("ledger")),
                                money(it, "difference"),
                                Integer.toString(differing(it))));
                columns.lines().forEach(terminal.out()::println);
            }
            return 0;
        }
    }

    private static List<String> comparison(JsonNode bill) {
        Columns columns = new Columns();
        columns.row("", "COST", "CALLS", "IN", "OUT");
        columns.row(side("billed", bill.path("billed")));
        columns.row(side("counted", bill.path("ledger")));
        List<String> lines = new ArrayList<>(columns.lines());
        lines.add("Difference: " + money(bill, "difference") + ". "
                + bill.path("same").asInt(0) + " the same, "
                + bill.path("differing").asInt(0) + " different, "
                + bill.path("only_bill").asInt(0) + " only in the bill, "
                + bill.path("only_ledger").asInt(0) + " only counted here.");
        return lines;
    }

    private static List<String> differences(JsonNode page) {
        Columns columns = new Columns();
        columns.row("WHAT", "LINE", "WHEN", "MODEL", "BILLED", "COUNTED", "IN", "OUT", "RUN");
        page.path("differences")
                .forEach(it -> columns.row(
                        Json.text(it, "kind").replace('_', ' '),
                        it.has("line") ? it.path("line").asString() : "",
                        Json.text(it, "from"),
                        Visible.line(Json.text(it, "model"), NAME_LENGTH),
                        cost(it.path("billed")),
                        cost(it.path("ledger")),
                        both(it, "tokens_in"),
                        both(it, "tokens_out"),
                        Json.text(it, "run_id")));
        return columns.lines();
    }

    private static String both(JsonNode difference, String name) {
        return count(difference.path("billed"), name) + " / " + count(difference.path("ledger"), name);
    }

    private static String[] side(String name, JsonNode side) {
        return new String[] {name, cost(side), count(side, "calls"), count(side, "tokens_in"), count(side, "tokens_out")
        };
    }

    private static String cost(JsonNode side) {
        return money(side, "cost");
    }

    private static String money(JsonNode of, String name) {
        return of.has(name) ? "$" + Json.text(of, name) : UNKNOWN;
    }

    private static String count(JsonNode side, String name) {
        return side.has(name) ? "%,d".formatted(side.path(name).asLong(0)) : UNKNOWN;
    }

    private static int differing(JsonNode bill) {
        return bill.path("differing").asInt(0)
                + bill.path("only_bill").asInt(0)
                + bill.path("only_ledger").asInt(0);
    }
}
