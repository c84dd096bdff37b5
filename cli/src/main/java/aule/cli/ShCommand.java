package aule.cli;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** A shell in the sandbox of a project, in the person's own window. */
@Command(
        name = "sh",
        description = "Opens a shell in a project's sandbox; its exit code is passed on. Ctrl-] leaves it.")
final class ShCommand extends KernelCommand {

    private static final String STANDARD = "proj-default";
    private static final String ALL = "/v1/terminals";
    private static final int NAME_LENGTH = 60;

    private final Supplier<Tty> window;

    @Parameters(
            arity = "0..1",
            paramLabel = "PROJECT",
            description = "The project: its name or its id; Workshop when it is not given.")
    @Nullable
    String project;

    @Option(names = "--folder", paramLabel = "PATH", description = "Where the shell begins; made if it is missing.")
    String folder = "";

    @Option(names = "--shared", description = "The project's agents may read it and type into it.")
    boolean shared;

    @Option(
            names = "--attach",
            paramLabel = "ID",
            description = "Comes back to a terminal that goes on; \"last\" is the newest.")
    @Nullable
    String attach;

    @Option(names = "--list", description = "Lists the terminals instead.")
    boolean list;

    ShCommand(Terminal terminal, Supplier<Tty> window) {
        super(terminal);
        this.window = window;
    }

    @Override
    public Integer call() throws InterruptedException {
        Kernel kernel = kernel();
        if (list) {
            return listed(kernel);
        }
        if (!terminal.asks() || !terminal.shows()) {
            throw Refusal.badUsage("A shell needs a window with a person at it; use `./aule run` in scripts.");
        }
        String id;
        int exit;
        try (Tty tty = window.get()) {
            Thread restore = new Thread(tty::close, "restore-window");
            Runtime.getRuntime().addShutdownHook(restore);
            id = attach == null ? opened(kernel, tty.size()) : found(kernel, attach);
            tty.raw();
            exit = new ShellLine(terminal, kernel, id).follow(tty);
            Runtime.getRuntime().removeShutdownHook(restore);
        }
        return ended(kernel, id, exit);
    }

    private String opened(Kernel kernel, Tty.Size size) {
        String in = project == null ? STANDARD : new Projects(kernel).idOf(project);
        JsonNode wish = Json.object()
                .put("project_id", in)
                .put("folder", folder)
                .put("shared", shared)
                .put("columns", size.columns())
                .put("rows", size.rows());
        return Json.text(kernel.post(ALL, wish), "id");
    }

    private static String found(Kernel kernel, String called) {
        for (JsonNode each : kernel.get(ALL + "?limit=200").path("terminals")) {
            boolean running = Json.text(each, "status").equals("running");
            String id = Json.text(each, "id");
            if (called.equals("last") ? running && each.path("mine").asBoolean(false) : id.endsWith(called)) {
                return id;
            }
        }
        throw Refusal.badUsage("There is no terminal \"" + called + "\"; `./aule sh --list` lists them.");
    }

    private int ended(Kernel kernel, String id, int exit) {
        if (exit < 0) {
            terminal.err().println("\nThe shell goes on; `./aule sh --attach " + id + "` comes back.");
            return 0;
        }
        try {
            kernel.delete(ALL + "/" + PathPart.of(id));
        } catch (Refusal gone) {
            return exit; // somebody else's, or forgotten already
        }
        return exit;
    }

    private int listed(Kernel kernel) {
        Columns columns = new Columns();
        for (JsonNode each : kernel.get(ALL + "?limit=200").path("terminals")) {
            columns.row(
                    Json.text(each, "id"),
                    Json.text(each, "status"),
                    each.path("shared").asBoolean(false) ? "shared" : "-",
                    Json.text(each, "created_at"),
                    Visible.line(Json.text(each, "title"), NAME_LENGTH));
        }
        columns.lines().forEach(terminal.out()::println);
        return 0;
    }
}
