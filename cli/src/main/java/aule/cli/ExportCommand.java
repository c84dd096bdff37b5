package aule.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run and all that it started into one file: whole, or not at all. */
@Command(name = "export", description = "Writes a run, with all that it started, into one file.")
final class ExportCommand extends KernelCommand {

    @Parameters(paramLabel = "RUN", description = "The run's id, the last letters of it, or \"last\".")
    String run = "";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file or the folder to write to, - for the output; RUN.aulerun when it is not given.")
    @Nullable
    String output;

    @Option(names = "--force", description = "Writes over a file that exists.")
    boolean force;

    ExportCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        Kernel kernel = kernel();
        String id = RunName.resolve(kernel, run);
        String source = "/v1/runs/" + PathPart.of(id) + "/export";
        if ("-".equals(output)) {
            print(kernel, source);
            return 0;
        }
        Path target = target(id);
        new Download(target, force, "name another with -o").from(kernel, source, InputStream::transferTo);
        terminal.out().println(target);
        return 0;
    }

    private void print(Kernel kernel, String source) {
        if (terminal.shows()) {
            throw Refusal.badUsage("The file of a run is not for a screen; name a file with -o, or use a pipe.");
        }
        try (InputStream in = kernel.open(source)) {
            in.transferTo(terminal.out());
        } catch (IOException e) {
            throw Refusal.failed("The export broke off: " + e.getMessage() + "; do not use what came.");
        }
        if (terminal.out().checkError()) {
            throw Refusal.failed("The export could not be written to the output; do not use what came.");
        }
    }

    private Path target(String id) {
        String name = id + ".aulerun";
        if (output == null) {
            return Path.of(name);
        }
        Path named = Path.of(output);
        return Files.isDirectory(named) ? named.resolve(name) : named;
    }
}
