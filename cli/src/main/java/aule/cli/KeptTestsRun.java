package aule.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks some or all of the runs that are tests. */
@Command(
        name = "run",
        description = "Plays the runs of tests again, without asking or doing anything outside.",
        footer = {"", "Exit codes: 0 all passed, 1 one differed or there is none, 2 bad usage."})
final class KeptTestsRun extends KernelCommand {

    @Parameters(paramLabel = "ID", arity = "0..*", description = "Tests: id, the last letters of it, name or last.")
    List<String> named = new ArrayList<>();

    @Option(names = "--all", description = "All tests.")
    boolean all;

    @Option(names = "--json", description = "Prints the kernel's answers as one JSON object.")
    boolean json;

    KeptTestsRun(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        if (all == !named.isEmpty()) {
            throw Refusal.badUsage("Name the tests to run, or give --all; `./aule tests` lists them.");
        }
        Kernel kernel = Launcher.of(terminal).kernel(home());
        ArrayNode results = Json.object().withArray("results");
        for (String id : ids(KeptTests.tests(kernel))) {
            JsonNode result = kernel.post(KeptTests.PATH + "/" + PathPart.of(id) + "/check", Upload.PATIENCE);
            results.add(result);
            if (!json) {
                tell(result);
            }
        }
        return concluded(results);
    }

    private List<String> ids(Naming tests) {
        if (tests.all().isEmpty()) {
            throw Refusal.failed("There are no tests; `./aule tests keep RUN` makes one of a run.");
        }
        return all
                ? tests.all().stream().map(it -> Json.text(it, "id")).toList()
                : named.stream().map(tests::resolve).toList();
    }

    private void tell(JsonNode result) {
        JsonNode test = result.path("test");
        Paint paint = terminal.outPaint();
        String mark = passed(result) ? paint.green("✓ ") : paint.red("✗ ");
        terminal.out().println(mark + Json.text(test, "id") + "  " + Visible.line(Json.text(test, "name"), 80));
        if (!passed(result)) {
            new ReplayWords(paint)
                    .of(result.path("replay"))
                    .forEach(line -> terminal.out().println("  " + line));
        }
    }

    private int concluded(ArrayNode results) {
        long differed = results.valueStream().filter(it -> !passed(it)).count();
        if (json) {
            ObjectNode whole = Json.object().put("passed", differed == 0);
            whole.set("results", results);
            terminal.out().println(Json.pretty(whole));
        } else {
            terminal.out().println((results.size() - differed) + " passed, " + differed + " differed");
        }
        return differed == 0 ? 0 : Refusal.FAILED;
    }

    private static boolean passed(JsonNode result) {
        return result.path("passed").asBoolean(false);
    }
}
