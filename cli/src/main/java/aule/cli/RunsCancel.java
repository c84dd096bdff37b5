package aule.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Cancels one run. */
@Command(name = "cancel", description = "Cancels a run; what it changed stays.")
final class RunsCancel extends KernelCommand {

    @Parameters(paramLabel = "ID", description = "The run's id.")
    String id = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            defaultValue = "Cancelled from the command line.",
            description = "Why, for the journal.")
    String reason = "";

    RunsCancel(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        id = RunName.resolve(kernel, id);
        JsonNode run = kernel.post(
                "/v1/runs/" + PathPart.of(id) + "/cancel", Json.object().put("reason", reason));
        terminal.out().println("The run " + id + " is " + run.path("status").asString("cancelled") + ".");
        return 0;
    }
}
