package aule.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells one run from its beginning, as far as it has come. */
@Command(name = "show", description = "Shows what a run did, step by step.")
final class RunsShow extends KernelCommand {

    @Parameters(paramLabel = "ID", description = "The run's id.")
    String id = "";

    @Option(names = "--json", description = "Prints the run and its events as one JSON object.")
    boolean json;

    RunsShow(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        id = RunName.resolve(kernel, id);
        JsonNode run = kernel.get("/v1/runs/" + PathPart.of(id));
        if (json) {
            ObjectNode all = Json.object();
            all.set("run", run);
            RunEvents.of(kernel, id, event -> all.withArray("events").add(event));
            terminal.out().println(Json.pretty(all));
            return 0;
        }
        head(run);
        Duration took = Duration.ofMillis(run.path("duration_ms").asLong(0));
        Narrator narrator = new Narrator(terminal, new Progress(terminal, took));
        RunEvents.of(kernel, id, event -> narrator.retell(Json.text(event, "type"), event));
        return 0;
    }

    private void head(JsonNode run) {
        Paint paint = terminal.paint();
        terminal.err().println(paint.bold(Visible.plain(Json.text(run, "goal"))));
        terminal.err()
                .println(paint.dim(String.join(
                        " · ",
                        Json.text(run, "status"),
                        run.path("model").asString("default model"),
                        Json.text(run, "created_at"),
                        Durations.of(run.path("duration_ms").asLong(0)))));
    }
}
