package aule.tools;

import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.policy.Removals;
import aule.sandbox.Sandbox;
import aule.schema.Describe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a shell command in the workspace, behind the walls that this machine has. */
final class Exec implements Tool {

    record Input(
            @Describe("A shell command.") String command,

            @Describe(value = "30 if absent.", min = 1, max = 600) @Nullable
            Integer timeoutSeconds,

            @Describe("Where to run it; the workspace if absent.") @Nullable
            String folder) {}

    static final ToolName NAME = new ToolName("exec");

    private static final int OUTPUT = 14 * 1024;
    private static final int PATIENCE = 30;

    private static final Spec SPEC = new Spec(
            NAME,
            "Run a shell command in the workspace, sandboxed, without network.",
            Input.class,
            Effect.WRITE,
            false,
            Duration.ofSeconds(620));

    private static final Sandbox.Limits LIMITS = new Sandbox.Limits(
            Sandbox.Limits.DEFAULT.memoryBytes(),
            Sandbox.Limits.DEFAULT.cpus(),
            Sandbox.Limits.DEFAULT.processes(),
            Sandbox.Limits.DEFAULT.openFiles(),
            OUTPUT,
            Sandbox.Limits.DEFAULT.fileBytes());

    private final Desk.Room desks;
    private final Supplier<Sandbox> sandbox;
    private final String shell;

    Exec(Desk.Room desks, Supplier<Sandbox> sandbox) {
        this.desks = desks;
        this.sandbox = sandbox;
        this.shell = Files.isExecutable(Path.of("/bin/bash")) ? "/bin/bash" : "/bin/sh";
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Reach reach(Call call) {
        var input = call.as(Input.class);
        var removed = Removals.of(input.command()).stream()
                .map(it -> inFolder(input, it))
                .toList();
        var paths = folder(input).isEmpty() ? List.<String>of() : List.of(folder(input));
        return new Reach(paths, Counted.files(desks.apply(call.project()), removed), input.command());
    }

    @Override
    public String preview(Call call) {
        return call.as(Input.class).command();
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        if (input.command().isBlank() || input.command().indexOf('\0') >= 0) {
            return Result.failure(ErrorCode.INVALID.wire(), "The command is empty or holds a NUL character.");
        }
        var desk = desks.apply(call.project());
        var before = Listing.of(desk);
        var outcome = sandbox.get().start(command(call, desk)).await();
        var changes = new ArrayList<>(before.until(Listing.of(desk)));
        var output = output(input, outcome);
        if (outcome.exitCode() == 0 && outcome.limit().isEmpty()) {
            return new Result.Success(output, changes, 0, outcome.truncated());
        }
        var code = outcome.limit().equals("timeout") ? ErrorCode.TIME_LIMIT : ErrorCode.TOOL_FAILED;
        return new Result.Failure(code.wire(), output, changes, outcome.exitCode(), outcome.truncated());
    }

    private Sandbox.Command command(Call call, Desk desk) {
        var input = call.as(Input.class);
        return new Sandbox.Command(
                List.of(shell, "-c", input.command()),
                desk.folder(),
                folder(input),
                call.project().value(),
                Map.of(),
                "",
                Duration.ofSeconds(patience(input)),
                LIMITS,
                call.progress()::said);
    }

    private static String output(Input input, Sandbox.Outcome outcome) {
        var text = new StringBuilder(headline(input, outcome));
        section(text, "", outcome.stdout());
        section(text, "[stderr]\n", outcome.stderr());
        return text.isEmpty() ? "(No output.)" : text.toString();
    }

    private static void section(StringBuilder text, String title, String content) {
        if (!content.isEmpty()) {
            var broken = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
            text.append(broken ? "" : "\n").append(title).append(content);
        }
    }

    /** How it ended, unless it ended well. */
    private static String headline(Input input, Sandbox.Outcome outcome) {
        return switch (outcome.limit()) {
            case "timeout" ->
                "Timed out after %d seconds and was stopped; its output so far:\n".formatted(patience(input));
            case "memory" ->
                "Stopped because it used more than %,d MB of memory (exit code %d); its output so far:\n"
                        .formatted(LIMITS.memoryBytes() >> 20, outcome.exitCode());
            case "file" ->
                "Stopped because a file grew beyond %,d MB (exit code %d); its output so far:\n"
                        .formatted(LIMITS.fileBytes() >> 20, outcome.exitCode());
            case "killed" -> "It was killed (exit code %d); its output so far:\n".formatted(outcome.exitCode());
            case "" -> outcome.exitCode() == 0 ? "" : "Exit code %d.\n".formatted(outcome.exitCode());
            default ->
                "Stopped at its limit '%s' (exit code %d); its output so far:\n"
                        .formatted(outcome.limit(), outcome.exitCode());
        };
    }

    private static int patience(Input input) {
        return Optional.ofNullable(input.timeoutSeconds()).orElse(PATIENCE);
    }

    private static String folder(Input input) {
        return WorkspacePath.relative(Optional.ofNullable(input.folder()).orElse(""));
    }

    private static String inFolder(Input input, String path) {
        var folder = folder(input);
        return folder.isEmpty() || path.startsWith("/") ? path : folder + "/" + path;
    }
}
