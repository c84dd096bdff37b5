package aule.cli;

import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Shows what became different in files. */
@Command(name = "diff", description = "Shows what a run, or everybody since a moment, changed in files.")
final class DiffCommand extends KernelCommand {

    private static final int PAGE = 100;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run's id, the last letters of it, or \"last\", which it is by default.")
    String run = "last";

    @Option(names = "--call", paramLabel = "CALL", description = "One call of the run.")
    @Nullable
    String call;

    @Option(
            names = "--since",
            paramLabel = "WHEN",
            description = "Everything since then, whoever did it: yesterday, today, 2h, 3d, a date or a time.")
    @Nullable
    String since;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "P",
            description = "With --since: the project, Workshop by default.")
    @Nullable
    String project;

    @Option(names = "--stat", description = "Lists the files without their contents.")
    boolean stat;

    @Option(names = "--json", description = "Prints the kernel's pages as they are, one a line.")
    boolean json;

    DiffCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        String path = path(kernel);
        String cursor = "";
        boolean any = false;
        do {
            JsonNode page = kernel.get(path + (cursor.isEmpty() ? "" : "&cursor=" + PathPart.of(cursor)));
            any |= !page.path("changes").isEmpty();
            show(page);
            cursor = Json.text(page, "next_cursor");
        } while (!cursor.isEmpty());
        if (!any && !json) {
            terminal.err().println("No file is different.");
        }
        return 0;
    }

    private String path(Kernel kernel) {
        if (since != null) {
            return Workspaces.path(kernel, project) + "/changes?limit=" + PAGE + "&since="
                    + PathPart.of(new Moments(Clock.system(ZoneId.systemDefault()))
                            .of(since)
                            .toString());
        }
        String one = call == null ? "" : "&call_id=" + PathPart.of(call);
        return "/v1/runs/" + PathPart.of(RunName.resolve(kernel, run)) + "/changes?limit=" + PAGE + one;
    }

    private void show(JsonNode page) {
        if (json) {
            terminal.out().println(page);
            return;
        }
        Patches patches = new Patches(terminal.outPaint());
        for (JsonNode change : page.path("changes")) {
            terminal.out().println(stat ? Patches.title(change) : patches.inFull(change));
        }
    }
}
