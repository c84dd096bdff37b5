package aule.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Plays a run again, or the file of one, and says whether it still goes the same way. */
@Command(
        name = "replay",
        description = "Plays a run again with its recorded answers and results; nothing outside is asked or done.",
        footer = {
            "",
            "Exit codes: 0 it went the same way, 1 it did not, 2 bad usage.",
            "A kernel is started when none runs."
        })
final class ReplayCommand extends KernelCommand {

    private static final String ENDING = ".aulerun";

    @Parameters(
            paramLabel = "RUN|FILE",
            description = "The run's id, the last letters of it, or \"last\"; or a file that export wrote.")
    String named = "";

    @Option(
            names = "--mode",
            paramLabel = "M",
            defaultValue = "strict",
            description = "strict: every byte; behaviour: what was asked for, called, answered and decided.")
    String mode = "";

    @Option(names = "--json", description = "Prints the kernel's answer as it is.")
    boolean json;

    ReplayCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() throws InterruptedException {
        JsonNode replay = isFile(named) ? ofFile(Upload.of(named)) : ofRun();
        boolean same = replay.path("same").asBoolean(false);
        if (json) {
            terminal.out().println(Json.pretty(replay));
        } else {
            new ReplayWords(terminal.outPaint())
                    .of(replay)
                    .forEach(line -> terminal.out().println(line));
        }
        return same ? 0 : Refusal.FAILED;
    }

    /** A name that only a file can have, or that a file has and no run can. */
    private static boolean isFile(String name) {
        if (name.endsWith(ENDING) || name.contains("/") || name.contains(File.separator)) {
            return true;
        }
        return !name.startsWith("run-") && !name.equals("last") && Files.isRegularFile(Path.of(name));
    }

    private JsonNode ofFile(Upload file) throws InterruptedException {
        return Launcher.of(terminal)
                .kernel(home())
                .upload("/v1/replays?mode=" + PathPart.of(mode), file, Upload.PATIENCE);
    }

    private JsonNode ofRun() throws InterruptedException {
        Kernel kernel = Launcher.of(terminal).kernel(home());
        String path = "/v1/runs/" + PathPart.of(RunName.resolve(kernel, named)) + "/replay";
        return kernel.post(path, Json.object().put("mode", mode), Upload.PATIENCE);
    }
}
