package aule.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What was kept by name: of a project, or of a run. */
@Command(
        name = "snapshots",
        description = "Lists the snapshots of a project, or of a run; makes, restores and deletes those of a project.")
final class SnapshotsCommand extends KernelCommand {

    private static final int LABEL_LENGTH = 60;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run, whose snapshots are listed, the oldest first; those of a project by default.")
    @Nullable
    String run;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "P",
            description = "The project, Workshop by default.")
    @Nullable
    String project;

    @Option(names = "--keep", paramLabel = "NAME", description = "Keeps the project's files as they are now.")
    @Nullable
    String keep;

    @Option(names = "--restore", paramLabel = "S", description = "Makes the files what they were, after a preview.")
    @Nullable
    String restore;

    @Option(names = "--delete", paramLabel = "S", description = "Keeps a snapshot no longer.")
    @Nullable
    String delete;

    @Option(names = "--preview", description = "With --restore: only shows what would change.")
    boolean preview;

    @Option(names = "--yes", description = "With --restore: asks nobody.")
    boolean yes;

    @Option(names = "--json", description = "Prints them as one JSON object.")
    boolean json;

    SnapshotsCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        if (run != null) {
            ofRun(kernel, RunName.resolve(kernel, run));
            return 0;
        }
        ProjectSnapshots snapshots = new ProjectSnapshots(terminal, kernel, Workspaces.path(kernel, project));
        if (restore != null) {
            return snapshots.restore(restore, preview, yes);
        }
        if (keep != null) {
            snapshots.keep(keep);
        } else if (delete != null) {
            snapshots.delete(delete);
        } else {
            snapshots.list(json);
        }
        return 0;
    }

    private void ofRun(Kernel kernel, String id) {
        Naming snapshots = Naming.of(kernel, "/v1/runs/" + PathPart.of(id) + "/snapshots", "snapshot", "snapshots");
        if (json) {
            terminal.out().println(Json.pretty(snapshots.tree("snapshots")));
        } else if (snapshots.all().isEmpty()) {
            terminal.err().println("Nothing was kept of this run; `./aule snapshot RUN` does.");
        } else {
            table(snapshots);
        }
    }

    private void table(Naming snapshots) {
        Columns columns = new Columns();
        columns.row("SNAPSHOT", "MADE", "STEP", "STATUS", "LABEL");
        snapshots
                .all()
                .forEach(it -> columns.row(
                        Json.text(it, "id"),
                        Json.text(it, "made_at"),
                        Integer.toString(it.path("step").asInt(0)),
                        Json.text(it, "status"),
                        Visible.line(Json.text(it, "label"), LABEL_LENGTH)));
        columns.lines().forEach(terminal.out()::println);
    }
}
