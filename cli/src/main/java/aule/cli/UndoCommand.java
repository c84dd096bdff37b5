package aule.cli;

import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes back what was done to files, after it showed exactly what that changes. */
@Command(name = "undo", description = "Takes back what a run did to files, or everything since a moment.")
final class UndoCommand extends KernelCommand {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN",
            description = "A run's id, the last letters of it, or \"last\"; RUN/CALL for one call of it.")
    @Nullable
    String run;

    @Option(names = "--file", paramLabel = "F", description = "Only this file or folder; may be given again.")
    List<String> files = new ArrayList<>();

    @Option(
            names = "--to",
            paramLabel = "WHEN",
            description = "Instead of a run: everything since then, whoever did it (yesterday, 2h, a date, a time).")
    @Nullable
    String to;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "P",
            description = "With --to: the project, Workshop by default.")
    @Nullable
    String project;

    @Option(names = "--old", paramLabel = "F", description = "What was changed again since and becomes what it was.")
    List<String> old = new ArrayList<>();

    @Option(names = "--mine", paramLabel = "F", description = "What was changed again since and stays as it is.")
    List<String> mine = new ArrayList<>();

    @Option(names = "--preview", description = "Only shows what would change.")
    boolean preview;

    @Option(names = "--yes", description = "Asks nobody.")
    boolean yes;

    UndoCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        if ((run == null) == (to == null)) {
            throw Refusal.badUsage("Say what to undo: a run, or --to and a moment.");
        }
        Kernel kernel = kernel();
        ObjectNode wish = Json.object();
        files.forEach(wish.withArray("paths")::add);
        choose(wish, old, "old");
        choose(wish, mine, "mine");
        return new Undoing(terminal, kernel, path(kernel, wish), wish).carryOut(preview, yes);
    }

    private String path(Kernel kernel, ObjectNode wish) {
        if (to != null) {
            wish.put(
                    "to",
                    new Moments(Clock.system(ZoneId.systemDefault())).of(to).toString());
            return Workspaces.path(kernel, project) + "/undo";
        }
        String[] named = String.valueOf(run).split("/", 2);
        if (named.length == 2) {
            wish.put("call_id", named[1]);
        }
        return "/v1/runs/" + PathPart.of(RunName.resolve(kernel, named[0])) + "/undo";
    }

    private static void choose(ObjectNode wish, List<String> paths, String choice) {
        paths.forEach(it ->
                wish.withArray("choices").add(Json.object().put("path", it).put("choice", choice)));
    }

    /** Takes the last undo back. */
    @Command(name = "redo", description = "Takes the last undo in a project back.")
    static final class Redo extends KernelCommand {

        @Option(
                names = {"-p", "--project"},
                paramLabel = "P",
                description = "The project, Workshop by default.")
        @Nullable
        String project;

        @Option(names = "--preview", description = "Only shows what would change.")
        boolean preview;

        @Option(names = "--yes", description = "Asks nobody.")
        boolean yes;

        Redo(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            String path = Workspaces.path(kernel, project);
            JsonNode last = kernel.get(path + "/undos?limit=1").path("undos");
            if (last.isEmpty()) {
                throw Refusal.failed("Nothing was undone in this project.");
            }
            ObjectNode wish = Json.object().put("undo_id", Json.text(last.get(0), "id"));
            return new Undoing(terminal, kernel, path + "/undo", wish).carryOut(preview, yes);
        }
    }
}
