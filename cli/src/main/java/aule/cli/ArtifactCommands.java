package aule.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The commands about what runs made. */
abstract class ArtifactCommands extends KernelCommand {

    private static final String ID = "An artifact's id; `./aule artifacts` lists them.";
    private static final int NAME_LENGTH = 80;

    private ArtifactCommands(Terminal terminal) {
        super(terminal);
    }

    static String address(String id) {
        return "/v1/artifacts/" + PathPart.of(id);
    }

    /** Lists artifacts. */
    @Command(name = "ls", description = "Lists what runs made, the newest first.")
    static final class Ls extends ArtifactCommands {

        @Option(
                names = {"-p", "--project"},
                paramLabel = "P",
                description = "Only of this project: its name or its id.")
        @Nullable
        String project;

        @Option(names = "--run", paramLabel = "RUN", description = "Only what this run made.")
        @Nullable
        String run;

        @Option(
                names = "--kind",
                paramLabel = "KIND",
                description = "Only image, text, document, audio, video or other.")
        @Nullable
        String kind;

        @Option(names = "--limit", paramLabel = "N", description = "How many at most, 50 when it is not given.")
        int limit = 50;

        @Option(names = "--json", description = "Prints the kernel's answer as it is.")
        boolean json;

        @Parameters(arity = "0..1", paramLabel = "WORDS", description = "Words in the name, the path or the text.")
        @Nullable
        String words;

        Ls(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            String query = "?limit=" + limit
                    + filter("q", words)
                    + filter("kind", kind)
                    + filter("run_id", run)
                    + filter("project_id", project == null ? null : new Projects(kernel).idOf(project));
            JsonNode list = kernel.get("/v1/artifacts" + query);
            if (json) {
                terminal.out().println(Json.pretty(list));
                return 0;
            }
            Columns columns = new Columns();
            for (JsonNode it : list.path("artifacts")) {
                columns.row(
                        Json.text(it, "id"),
                        Json.text(it, "kind"),
                        String.format(Locale.ROOT, "%,d", it.path("bytes").asLong(0)),
                        "v" + it.path("version").asInt(1),
                        Json.text(it, "made_at"),
                        Visible.line(Json.text(it, "name"), NAME_LENGTH));
            }
            columns.lines().forEach(terminal.out()::println);
            return 0;
        }

        private static String filter(String name, @Nullable String value) {
            return value == null ? "" : "&" + name + "=" + PathPart.of(value);
        }
    }

    /** Writes an artifact into a file. */
    @Command(name = "get", description = "Writes an artifact into a file.")
    static final class Get extends ArtifactCommands {

        @Parameters(index = "0", paramLabel = "ID", description = ID)
        String id = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "FILE",
                description = "The file or the folder to write to; its name here when it is not given.")
        @Nullable
        String target;

        @Option(names = "--version", paramLabel = "N", description = "One of its versions; the newest if not given.")
        @Nullable
        Integer version;

        @Option(names = "--force", description = "Writes over a file that exists.")
        boolean force;

        Get(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            String name = plainName(Json.text(kernel.get(address(id)), "name"));
            Path named = Path.of(target == null ? name : target);
            Path file = Files.isDirectory(named) ? named.resolve(name) : named;
            String content = address(id) + "/content" + (version == null ? "" : "?version=" + version);
            new Download(file, force, "name another").from(kernel, content, (in, out) -> in.transferTo(out));
            terminal.out().println(file);
            return 0;
        }

        /** Whatever it is called, it goes into the folder that was meant. */
        private static String plainName(String name) {
            String last = FilesCommands.name(name);
            return last.isEmpty() || last.equals(".") || last.equals("..") ? "artifact" : last;
        }
    }

    /** Takes artifacts off the list. */
    @Command(name = "rm", description = "Takes an artifact off the list; its file stays. With --undo it comes back.")
    static final class Rm extends ArtifactCommands {

        @Parameters(paramLabel = "ID", description = ID)
        String id = "";

        @Option(names = "--undo", description = "Brings back what was deleted within seven days.")
        boolean undo;

        Rm(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            if (undo) {
                JsonNode back = kernel().post(address(id) + "/restore", Json.object());
                terminal.out().println(Visible.line(Json.text(back, "name"), NAME_LENGTH));
            } else {
                kernel().delete(address(id));
            }
            return 0;
        }
    }

    /** Makes a link, or takes the links back. */
    @Command(name = "share", description = "Prints a link that shows an artifact to whoever has it, for a day.")
    static final class Share extends ArtifactCommands {

        private static final int HOUR = 3_600;

        @Parameters(paramLabel = "ID", description = ID)
        String id = "";

        @Option(names = "--hours", paramLabel = "N", description = "How long the link works, 1 to 720.")
        int hours = 24;

        @Option(names = "--revoke", description = "Takes back every link to it instead.")
        boolean revoke;

        Share(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            if (revoke) {
                int gone = 0;
                for (JsonNode it : kernel.get(address(id) + "/shares?limit=200").path("shares")) {
                    if (it.path("works").asBoolean(false)) {
                        kernel.delete(address(id) + "/shares/" + PathPart.of(Json.text(it, "id")));
                        gone++;
                    }
                }
                terminal.out().println(gone + (gone == 1 ? " link" : " links") + " taken back");
                return 0;
            }
            JsonNode made =
                    kernel.post(address(id) + "/shares", Json.object().put("expires_in_s", (long) hours * HOUR));
            terminal.out().println(Json.text(made, "url"));
            return 0;
        }
    }
}
