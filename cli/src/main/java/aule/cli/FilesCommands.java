package aule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** The commands about the files of a project. */
abstract class FilesCommands extends KernelCommand {

    private static final String STANDARD = "proj-default";
    private static final String PATH = "Relative to the project's folder.";
    private static final int NAME_LENGTH = 200;
    private static final double MEGABYTE = 1_000_000;

    @Option(
            names = {"-p", "--project"},
            paramLabel = "P",
            description = "The project: its name or its id; Workshop when it is not given.")
    @Nullable
    String project;

    private FilesCommands(Terminal terminal) {
        super(terminal);
    }

    /** The address of the project's files. */
    String files(Kernel kernel) {
        String id = project == null ? STANDARD : new Projects(kernel).idOf(project);
        return "/v1/projects/" + PathPart.of(id) + "/files";
    }

    String raw(Kernel kernel, String path) {
        return files(kernel) + "/raw?path=" + PathPart.of(path);
    }

    /**
     * What the folder around it tells of a file or folder.
     *
     * @throws Refusal when it is not there
     */
    JsonNode entry(Kernel kernel, String path) {
        String plain = path.replaceAll("/+$", "");
        JsonNode folder = kernel.get(files(kernel) + "?hidden=true&path=" + PathPart.of(above(plain)));
        for (JsonNode entry : folder.path("entries")) {
            if (Json.text(entry, "name").equals(name(plain))) {
                return entry;
            }
        }
        throw Refusal.failed("There is no file or folder \"" + path + "\"; `./aule files ls` lists them.");
    }

    static String above(String path) {
        return path.contains("/") ? path.substring(0, path.lastIndexOf('/')) : "";
    }

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String shown(JsonNode entry) {
        String end = Json.text(entry, "kind").equals("dir") ? "/" : "";
        return Visible.line(Json.text(entry, "name"), NAME_LENGTH) + end;
    }

    private static String size(JsonNode entry) {
        long size = entry.path("size").asLong(0);
        return Json.text(entry, "kind").equals("dir") ? "-" : String.format(Locale.ROOT, "%,d", size);
    }

    /** Lists one folder. */
    @Command(name = "ls", description = "Lists one folder of a project.")
    static final class Ls extends FilesCommands {

        @Parameters(arity = "0..1", paramLabel = "PATH", description = PATH)
        String path = "";

        @Option(
                names = {"-a", "--all"},
                description = "Also names that begin with a dot.")
        boolean all;

        @Option(names = "--json", description = "Prints the kernel's answer as it is.")
        boolean json;

        Ls(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            JsonNode folder = kernel.get(files(kernel) + "?hidden=" + all + "&path=" + PathPart.of(path));
            if (json) {
                terminal.out().println(Json.pretty(folder));
                return 0;
            }
            Columns columns = new Columns();
            folder.path("entries").forEach(it -> columns.row(size(it), Json.text(it, "modified_at"), shown(it)));
            columns.lines().forEach(terminal.out()::println);
            return 0;
        }
    }

    /** Tells what is known of one file. */
    @Command(name = "stat", description = "Tells kind, size and time of a file or folder.")
    static final class Stat extends FilesCommands {

        @Parameters(paramLabel = "PATH", description = PATH)
        String path = "";

        @Option(names = "--json", description = "Prints it as JSON.")
        boolean json;

        Stat(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            JsonNode entry = entry(kernel(), path);
            if (json) {
                terminal.out().println(Json.pretty(entry));
                return 0;
            }
            Columns columns = new Columns();
            columns.row("path", Visible.line(Json.text(entry, "path"), NAME_LENGTH));
            columns.row("kind", Json.text(entry, "kind"));
            columns.row("size", size(entry));
            columns.row("modified", Json.text(entry, "modified_at"));
            columns.lines().forEach(terminal.out()::println);
            return 0;
        }
    }

    /** Prints a file. */
    @Command(name = "cat", description = "Prints a file; on a screen without what would steer it.")
    static final class Cat extends FilesCommands {

        @Parameters(paramLabel = "PATH", description = PATH)
        String path = "";

        Cat(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            try (InputStream in = kernel.open(raw(kernel, path))) {
                if (terminal.shows()) {
                    terminal.out().print(Visible.plain(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
                    terminal.out().flush();
                } else {
                    in.transferTo(terminal.out());
                }
            } catch (IOException e) {
                throw Refusal.failed("The file broke off: " + e.getMessage() + "; do not use what came.");
            }
            if (terminal.out().checkError()) {
                throw Refusal.failed("The file could not be written to the output; do not use what came.");
            }
            return 0;
        }
    }

    /** Copies a file out of the project. */
    @Command(name = "get", description = "Copies a file out of the project.")
    static final class Get extends FilesCommands {

        @Parameters(index = "0", paramLabel = "PATH", description = PATH)
        String path = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "FILE",
                description = "The file or the folder to write to; its name here when it is not given.")
        @Nullable
        String target;

        @Option(names = "--force", description = "Writes over a file that exists.")
        boolean force;

        Get(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            long size = entry(kernel, path).path("size").asLong(0);
            Path named = Path.of(target == null ? name(path) : target);
            Path file = Files.isDirectory(named) ? named.resolve(name(path)) : named;
            new Download(file, force, "name another").from(kernel, raw(kernel, path), (in, out) -> copy(in, out, size));
            terminal.out().println(file);
            return 0;
        }

        private void copy(InputStream in, OutputStream out, long size) throws IOException {
            byte[] chunk = new byte[1 << 20];
            long done = 0;
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                out.write(chunk, 0, count);
                done += count;
                draw("\r\u001b[K" + terminal.paint().dim(progress(done, size)));
            }
            draw("\r\u001b[K");
        }

        private void draw(String line) {
            if (terminal.moves()) {
                terminal.err().print(line);
                terminal.err().flush();
            }
        }

        private static String progress(long done, long size) {
            return String.format(Locale.ROOT, "%.0f of %.0f MB", done / MEGABYTE, size / MEGABYTE);
        }
    }

    /** Copies a file into the project. */
    @Command(name = "put", description = "Copies a file into the project, 50 MB at most; one of its name is replaced.")
    static final class Put extends FilesCommands {

        @Parameters(index = "0", paramLabel = "FILE", description = "A file of this machine.")
        String file = "";

        @Parameters(
                index = "1",
                arity = "0..1",
                paramLabel = "PATH",
                description = "Its path there; a folder when it ends in /; its own name when it is not given.")
        String path = "";

        @Option(names = "--json", description = "Prints the kernel's answer as it is.")
        boolean json;

        Put(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            Upload upload = Upload.of(file, "name one that exists.");
            Upload named = name(path).isEmpty() ? upload : upload.named(name(path));
            JsonNode stored =
                    kernel.upload(files(kernel) + "?path=" + PathPart.of(above(path)), named, Upload.PATIENCE);
            terminal.out()
                    .println(
                            json
                                    ? Json.pretty(stored)
                                    : Json.text(stored.path("files").path(0), "path"));
            return 0;
        }
    }

    /** Moves or renames. */
    @Command(name = "mv", description = "Moves or renames a file or folder; nothing is replaced.")
    static final class Mv extends FilesCommands {

        @Parameters(index = "0", paramLabel = "FROM", description = PATH)
        String from = "";

        @Parameters(index = "1", paramLabel = "TO", description = "Its new path, which is free.")
        String to = "";

        Mv(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            JsonNode moved = kernel.post(
                    files(kernel) + "/move", Json.object().put("from", from).put("to", to));
            terminal.out().println(Visible.line(Json.text(moved, "path"), NAME_LENGTH));
            return 0;
        }
    }

    /** Deletes. */
    @Command(name = "rm", description = "Deletes a file, or with -r a folder with all that is in it.")
    static final class Rm extends FilesCommands {

        @Parameters(paramLabel = "PATH", description = PATH)
        String path = "";

        @Option(
                names = {"-r", "--recursive"},
                description = "Also what is in the folder.")
        boolean recursive;

        Rm(Terminal terminal) {
            super(terminal);
        }

        @Override
        public Integer call() {
            Kernel kernel = kernel();
            kernel.delete(files(kernel) + "?recursive=" + recursive + "&path=" + PathPart.of(path));
            return 0;
        }
    }
}
