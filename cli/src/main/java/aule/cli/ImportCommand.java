package aule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Takes in the file of a run. */
@Command(name = "import", description = "Takes in the file of a run; nothing in it does anything by itself.")
final class ImportCommand extends KernelCommand {

    @Parameters(paramLabel = "FILE", description = "A file that export wrote.")
    String file = "";

    @Option(names = "--project", paramLabel = "P", description = "The project for it: its name or its id.")
    @Nullable
    String project;

    @Option(names = "--json", description = "Prints the kernel's answer as it is.")
    boolean json;

    ImportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Upload upload = Upload.of(file);
        Kernel kernel = kernel();
        String query = project == null ? "" : "?project_id=" + PathPart.of(new Projects(kernel).idOf(project));
        JsonNode answer = kernel.upload("/v1/runs/import" + query, upload, Upload.PATIENCE);
        if (json) {
            terminal.out().println(Json.pretty(answer));
        } else {
            answer.path("runs").forEach(this::tell);
        }
        return 0;
    }

    private void tell(JsonNode run) {
        terminal.out()
                .println("The run " + Json.text(run, "id") + " is "
                        + Visible.plain(Json.text(run.path("imported_from"), "run")) + " of the file, "
                        + RunTable.status(run) + ".");
    }
}
