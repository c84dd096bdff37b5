package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.network.Party;
import aule.network.Ways;
import aule.policy.Removals;
import aule.sandbox.Sandbox;
import aule.schema.Describe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
            String folder,

            @Describe("offline, packages, web or hosts; what the project has if absent.") @Nullable
            String network) {}

    static final ToolName NAME = new ToolName("exec");

    private static final int OUTPUT = 14 * 1024;
    private static final int PATIENCE = 30;

    private static final Spec SPEC = new Spec(
            NAME,
            "Run a shell command in the workspace, sandboxed.",
            Input.class,
            Effect.WRITE,
            false,
            Duration.ofSeconds(620));

    private final Desk.Room desks;
    private final Supplier<Sandbox> sandbox;
    private final Ways ways;
    private final String shell;
    private final long floor;

    Exec(Desk.Room desks, Supplier<Sandbox> sandbox, Ways ways) {
        this(desks, sandbox, ways, Sandbox.DISK_RESERVE);
    }

    /** @param floor free bytes of the disk below which no command is started */
    Exec(Desk.Room desks, Supplier<Sandbox> sandbox, Ways ways, long floor) {
        this.desks = desks;
        this.sandbox = sandbox;
        this.ways = ways;
        this.floor = floor;
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
        var files = Counted.files(desks.apply(call.project()), removed);
        return new Reach(paths, files, input.command(), wider(call));
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
        if (free(desk) < floor) {
            return Result.failure(
                    ErrorCode.UNAVAILABLE.wire(),
                    "The disk has less than %s free, so no command is started; free some space, or ask for it."
                            .formatted(size(floor)));
        }
        var before = Listing.of(desk);
        var outcome = outcome(call, desk);
        var changes = new ArrayList<>(before.until(Listing.of(desk)));
        var output = output(call, outcome);
        if (outcome.exitCode() == 0 && outcome.limit().isEmpty()) {
            return new Result.Success(output, changes, 0, outcome.truncated());
        }
        return new Result.Failure(code(call, outcome).wire(), output, changes, outcome.exitCode(), outcome.truncated());
    }

    /** A rung without walls has the machine's network, so there is nothing to open. */
    private Sandbox.Outcome outcome(Call call, Desk desk) throws InterruptedException {
        var walls = walls(call);
        try (var way = walls.rung().isolates() ? ways.open(party(call), network(call)) : Ways.Way.NONE) {
            return walls.start(command(call, desk, way.network())).await();
        }
    }

    /** What is no network is told when the call is made. */
    private String wider(Call call) {
        try {
            return ways.wider(party(call), network(call));
        } catch (AuleException e) {
            return "";
        }
    }

    /** A call by hand has the run of its own stream. */
    private static Party party(Call call) {
        var run = Objects.requireNonNull(call.run(), "Every call has a stream.");
        return new Party(call.org(), call.project(), run, call.callId());
    }

    private static String network(Call call) {
        return Objects.requireNonNullElse(call.as(Input.class).network(), "");
    }

    /** A limit of the run is told from one of the machine: it ends the run. */
    private static ErrorCode code(Call call, Sandbox.Outcome outcome) {
        return switch (outcome.limit()) {
            case "timeout" -> ErrorCode.TIME_LIMIT;
            case "processes" -> call.bounds().processes() > 0 ? ErrorCode.PROCESS_LIMIT : ErrorCode.TOOL_FAILED;
            case "workspace" -> ErrorCode.DISK_LIMIT;
            case "file" -> call.bounds().diskBytes() > 0 ? ErrorCode.DISK_LIMIT : ErrorCode.TOOL_FAILED;
            default -> ErrorCode.TOOL_FAILED;
        };
    }

    private Sandbox.Limits limits(Call call) {
        return call.bounds().over(walls(call).usual(), OUTPUT);
    }

    private Sandbox walls(Call call) {
        return sandbox.get().under(call.bounds().walls());
    }

    private Sandbox.Command command(Call call, Desk desk, Sandbox.Network network) {
        var input = call.as(Input.class);
        return new Sandbox.Command(
                List.of(shell, "-c", input.command()),
                desk.folder(),
                folder(input),
                call.project().value(),
                Map.of(),
                "",
                Duration.ofSeconds(patience(input)),
                limits(call),
                call.progress()::said,
                network);
    }

    private String output(Call call, Sandbox.Outcome outcome) {
        var text = new StringBuilder(headline(call, outcome));
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
    private String headline(Call call, Sandbox.Outcome outcome) {
        var limits = limits(call);
        return switch (outcome.limit()) {
            case "timeout" ->
                "Timed out after %d seconds and was stopped; its output so far:\n"
                        .formatted(patience(call.as(Input.class)));
            case "memory" ->
                "Stopped because it used more than %,d MB of memory (exit code %d); its output so far:\n"
                        .formatted(limits.memoryBytes() >> 20, outcome.exitCode());
            case "file" ->
                "Stopped because a file grew beyond %s (exit code %d); its output so far:\n"
                        .formatted(size(limits.fileBytes()), outcome.exitCode());
            case "workspace" ->
                "Stopped because it added more than %s to the workspace (exit code %d); its output so far:\n"
                        .formatted(size(limits.workspaceBytes()), outcome.exitCode());
            case "processes" ->
                "Stopped because it had more than %,d processes at once (exit code %d); its output so far:\n"
                        .formatted(limits.processes(), outcome.exitCode());
            case "killed" -> "It was killed (exit code %d); its output so far:\n".formatted(outcome.exitCode());
            case "" -> outcome.exitCode() == 0 ? "" : "Exit code %d.\n".formatted(outcome.exitCode());
            default ->
                "Stopped at its limit '%s' (exit code %d); its output so far:\n"
                        .formatted(outcome.limit(), outcome.exitCode());
        };
    }

    private static long free(Desk desk) {
        try {
            return Files.getFileStore(desk.folder()).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE; // whoever writes will find out
        }
    }

    private static String size(long bytes) {
        return bytes >= 1 << 20 ? "%,d MB".formatted(bytes >> 20) : "%,d bytes".formatted(bytes);
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
