package aule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The commands about runs that failed and that nobody has taken care of yet. */
final class DeadLetters {

    private DeadLetters() {}

    /** Lists them with their causes. */
    @Command(name = "ls", description = "Lists the failed runs that nobody has retried or closed, and why they failed.")
    static final class Ls extends KernelCommand {

        private static final int LENGTH = 70;

        @Option(names = "-n", paramLabel = "N", defaultValue = "20", description = "How many; 20 by default.")
        int limit;

        @Option(names = "--json", description = "Prints the kernel's answer as it is.")
        boolean json;

        Ls(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            JsonNode answer = kernel().get("/v1/dead-letters?limit=" + limit);
            if (json) {
                terminal.out().println(Json.pretty(answer));
            } else if (answer.path("dead_letters").isEmpty()) {
                terminal.err().println("There are no dead letters.");
            } else {
                table(answer.path("dead_letters"));
            }
            return 0;
        }

        private void table(JsonNode letters) {
            Columns columns = new Columns();
            columns.row("RUN", "FAILED", "CODE", "TRIES", "GOAL", "CAUSE");
            letters.forEach(letter -> columns.row(
                    Json.text(letter, "run_id"),
                    Json.text(letter, "failed_at"),
                    Json.text(letter, "code"),
                    Integer.toString(letter.path("attempts").asInt(1)),
                    Visible.line(Json.text(letter, "goal"), LENGTH / 2),
                    Visible.line(Json.text(letter, "detail"), LENGTH)));
            columns.lines().forEach(terminal.out()::println);
        }
    }

    /** Tries one again, as it was or changed. */
    @Command(name = "retry", description = "Tries the goal again in a new run and closes the letter.")
    static final class Retry extends KernelCommand {

        @Parameters(paramLabel = "RUN", description = "The run that failed.")
        String run = "";

        @Option(names = "--goal", paramLabel = "TEXT", description = "Another wording of the goal.")
        @Nullable
        String goal;

        @Option(names = "--model", paramLabel = "M", description = "Another model, as provider/model.")
        @Nullable
        String model;

        Retry(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            ObjectNode changes = Json.object();
            if (goal != null) {
                changes.put("goal", goal);
            }
            if (model != null) {
                changes.put("model", model);
            }
            Kernel kernel = kernel();
            JsonNode again = kernel.post(path(kernel, run) + "/retry", changes);
            terminal.out().println("The run " + Json.text(again, "id") + " tries again.");
            return 0;
        }
    }

    /** Takes one off the list. */
    @Command(name = "close", description = "Takes a failed run off the list.")
    static final class Close extends KernelCommand {

        @Parameters(paramLabel = "RUN", description = "The run that failed.")
        String run = "";

        @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why, for the journal.")
        String note = "";

        Close(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            kernel.post(path(kernel, run) + "/close", Json.object().put("note", note));
            terminal.out().println("Closed.");
            return 0;
        }
    }

    private static String path(Kernel kernel, String run) {
        return "/v1/dead-letters/" + PathPart.of(RunName.resolve(kernel, run));
    }
}
