package aule.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands about runs that are kept as tests of what agents do. */
final class KeptTests {

    static final String PATH = "/v1/run-tests";

    private KeptTests() {}

    static Naming tests(Kernel kernel) {
        return Naming.of(kernel, PATH, "test", "tests");
    }

    /** Lists them with what came of them last. */
    @Command(name = "ls", description = "Lists the runs that are tests, and what came of them last.")
    static final class Ls extends KernelCommand {

        private static final int LENGTH = 50;

        @Option(names = "--json", description = "Prints them as one JSON object.")
        boolean json;

        Ls(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Naming tests = tests(kernel());
            if (json) {
                terminal.out().println(Json.pretty(tests.tree("tests")));
            } else if (tests.all().isEmpty()) {
                terminal.err().println("There are no tests; `./aule tests keep RUN` makes one of a run.");
            } else {
                table(tests.all());
            }
            return 0;
        }

        private void table(List<JsonNode> tests) {
            Columns columns = new Columns();
            columns.row("TEST", "RUN", "MODE", "LAST", "NAME", "FINDING");
            tests.forEach(test -> columns.row(
                    Json.text(test, "id"),
                    Json.text(test, "run_id"),
                    Json.text(test, "mode"),
                    last(test),
                    Visible.line(Json.text(test, "name"), LENGTH),
                    Visible.line(Json.text(test, "finding"), LENGTH)));
            columns.lines().forEach(terminal.out()::println);
        }

        private static String last(JsonNode test) {
            if (!test.has("checked_at")) {
                return "never";
            }
            return test.path("passed").asBoolean(false) ? "passed" : "differed";
        }
    }

    /** Makes a test of a run. */
    @Command(name = "keep", description = "Keeps a run that has ended as a test.")
    static final class Keep extends KernelCommand {

        @Parameters(paramLabel = "RUN", description = "The run's id, the last letters of it, or \"last\".")
        String run = "";

        @Option(names = "--name", paramLabel = "TEXT", description = "What to know it by; the goal when not given.")
        @Nullable
        String name;

        @Option(names = "--mode", paramLabel = "M", description = "strict or behaviour; behaviour when not given.")
        @Nullable
        String mode;

        Keep(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            ObjectNode wanted = Json.object();
            if (name != null) {
                wanted.put("name", name);
            }
            if (mode != null) {
                wanted.put("mode", mode);
            }
            String path = "/v1/runs/" + PathPart.of(RunName.resolve(kernel, run)) + "/tests";
            JsonNode test = kernel.post(path, wanted, Upload.PATIENCE);
            terminal.out().println("The test " + Json.text(test, "id") + " keeps " + Json.text(test, "run_id") + ".");
            return 0;
        }
    }

    /** Deletes one. */
    @Command(name = "rm", description = "Deletes a test; the run stays.")
    static final class Rm extends KernelCommand {

        @Parameters(paramLabel = "ID", description = "The test: its id, the last letters of it, its name or last.")
        String named = "";

        Rm(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            String id = tests(kernel).resolve(named);
            kernel.delete(PATH + "/" + PathPart.of(id));
            terminal.out().println("The test " + id + " is deleted.");
            return 0;
        }
    }
}
