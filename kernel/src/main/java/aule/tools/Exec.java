package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.network.Ways;
import aule.policy.Removals;
import aule.processes.Processes;
import aule.processes.Wanted;
import aule.sandbox.Sandbox;
import aule.schema.Describe;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
            String network,

            @Nullable String stdin,

            @Describe("Each as NAME=value.") @Nullable List<String> env,

            @Describe("Let it go on, for servers; see the tool process.") @Nullable
            Boolean background) {}

    static final ToolName NAME = new ToolName("exec");

    private static final int OUTPUT = 14 * 1024;
    private static final int BACKGROUND_OUTPUT = 256 * 1024;
    private static final int PATIENCE = 30;
    private static final int NOT_FOUND = 127;
    private static final Duration MOMENT = Duration.ofMillis(500);

    private static final Spec SPEC = new Spec(
            NAME,
            "Run a shell command in the workspace, sandboxed.",
            Input.class,
            Effect.WRITE,
            false,
            Duration.ofSeconds(620));

    private final Desk.Room desks;
    private final Supplier<Processes> processes;
    private final Outlets outlets;
    private final String shell;
    private final long floor;

    Exec(Desk.Room desks, Supplier<Processes> processes, Ways ways) {
        this(desks, processes, ways, Sandbox.DISK_RESERVE);
    }

    /** @param floor free bytes of the disk below which no command is started */
    Exec(Desk.Room desks, Supplier<Processes> processes, Ways ways, long floor) {
        this.desks = desks;
        this.processes = processes;
        this.outlets = new Outlets(ways);
        this.floor = floor;
        this.shell = Shell.HERE.program();
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
        return new Reach(paths, files, input.command(), outlets.wider(call, network(input)));
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
        if (Boolean.TRUE.equals(input.background())) {
            return background(call, desk);
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

    private Sandbox.Outcome outcome(Call call, Desk desk) throws InterruptedException {
        var wanted = network(call.as(Input.class));
        try (var way = outlets.open(call, walls(call).rung(), wanted)) {
            var vicinity = Outlets.vicinity(call, wanted, way);
            return processes
                    .get()
                    .near(call.project(), call.bounds().walls(), vicinity)
                    .start(command(call, desk, way.network()))
                    .await();
        }
    }

    private static String network(Input input) {
        return Optional.ofNullable(input.network()).orElse("");
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
        return processes.get().under(call.bounds().walls());
    }

    private Sandbox.Command command(Call call, Desk desk, Sandbox.Network network) {
        var input = call.as(Input.class);
        return new Sandbox.Command(
                List.of(shell, "-c", input.command()),
                desk.folder(),
                folder(input),
                call.project().value(),
                environment(input),
                stdin(input),
                Duration.ofSeconds(patience(input)),
                limits(call),
                call.progress()::said,
                network);
    }

    /** Starts it, and waits a moment for what goes wrong at once. */
    private Result background(Call call, Desk desk) throws InterruptedException {
        var input = call.as(Input.class);
        var all = processes.get();
        var answered = new AtomicBoolean();
        Sandbox.Output progress = (error, text) -> {
            if (!answered.get()) {
                call.progress().said(error, text);
            }
        };
        var network = network(input);
        var way = outlets.open(call, walls(call).rung(), network);
        var id = all.start(new Wanted(
                call.org(),
                call.owner(),
                call.project(),
                call.run(),
                Wanted.Kind.COMMAND,
                input.command(),
                List.of(shell, "-c", input.command()),
                desk.folder(),
                folder(input),
                environment(input),
                stdin(input),
                background(call),
                call.bounds().walls(),
                Outlets.vicinity(call, network, way),
                way::close,
                progress));
        var ended = all.await(id, () -> !all.isAlive(id), MOMENT);
        answered.set(true);
        var said = all.log(id, 0, OUTPUT).text();
        if (!ended) {
            return Result.success(
                    "It runs in the background as %s; the tool process watches and ends it.\n%s".formatted(id, said));
        }
        var entry = all.find(call.org(), id);
        var told = "It ended at once (%s, exit code %s).\n%s".formatted(entry.reason(), entry.exitCode(), said);
        return Integer.valueOf(0).equals(entry.exitCode()) ? Result.success(told) : Result.failure(told);
    }

    /** What is said goes to a log, so that more of it may come before it is a flood. */
    private Sandbox.Limits background(Call call) {
        return call.bounds().over(walls(call).usual(), BACKGROUND_OUTPUT);
    }

    private static Map<String, String> environment(Input input) {
        var all = new LinkedHashMap<String, String>();
        for (var one : Optional.ofNullable(input.env()).orElse(List.of())) {
            var at = one.indexOf('=');
            if (at < 1) {
                throw new AuleException(ErrorCode.INVALID, "'%s' is no variable; write NAME=value.".formatted(one));
            }
            all.put(one.substring(0, at), one.substring(at + 1));
        }
        return all;
    }

    private static String stdin(Input input) {
        return Optional.ofNullable(input.stdin()).orElse("");
    }

    private String output(Call call, Sandbox.Outcome outcome) {
        var text = new StringBuilder(headline(call, outcome));
        section(text, "", outcome.stdout());
        section(text, "[stderr]\n", outcome.stderr());
        if (outcome.exitCode() == NOT_FOUND) {
            section(text, "", Packages.hint(outcome.stderr()));
        }
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
