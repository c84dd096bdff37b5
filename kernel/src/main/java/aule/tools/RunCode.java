package aule.tools;

import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.ToolName;
import aule.network.Ways;
import aule.policy.Removals;
import aule.processes.Processes;
import aule.sandbox.Sandbox;
import aule.schema.Describe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs code in an interpreter that keeps its variables until the run ends, behind the walls that this machine has. */
final class RunCode implements Tool {

    record Input(
            Language language,

            @Describe("Variables stay from call to call. html is a page for people to see.")
            String code,

            @Describe(value = "30 if absent; then it is interrupted.", min = 1, max = 600) @Nullable
            Integer timeoutSeconds,

            @Describe("Forget all variables first.") @Nullable
            Boolean restart) {}

    static final ToolName NAME = new ToolName("run_code");

    /** A kilobyte for each megabyte at which a session counts as a flood. */
    private static final int OUTPUT = 256 * 1024;

    private static final int PATIENCE = 30;
    private static final Duration LETTING_GO = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMillis(500);

    private static final Spec SPEC = new Spec(
                    NAME,
                    "Run code in the workspace and get its value, tables and pictures.",
                    Input.class,
                    Effect.WRITE,
                    false,
                    Duration.ofSeconds(640))
            .neededSeldom();

    private final Desk.Room desks;
    private final CodeSessions sessions;
    private final Supplier<Processes> processes;

    RunCode(Desk.Room desks, Supplier<Processes> processes, Ways ways) {
        this.desks = desks;
        this.sessions = new CodeSessions(processes, new Outlets(ways));
        this.processes = processes;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    /** Code can do what commands can, so the same rules hold for it. */
    @Override
    public Reach reach(Call call) {
        var input = call.as(Input.class);
        if (input.language() == Language.HTML) {
            return Reach.NOTHING;
        }
        var removed = input.language() == Language.SHELL ? Removals.of(input.code()) : List.<String>of();
        return new Reach(List.of(), Counted.files(desks.apply(call.project()), removed), input.code());
    }

    @Override
    public String preview(Call call) {
        return call.as(Input.class).code();
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        var desk = desks.apply(call.project());
        if (input.language() == Language.HTML) {
            return new Page(desk).show(input.code());
        }
        if (Boolean.TRUE.equals(input.restart())) {
            sessions.end(call, input.language());
        }
        var before = Listing.of(desk);
        var found = sessions.of(call, desk, input.language(), limits(call));
        found.session().turn().lockInterruptibly();
        try {
            found.session().ask(input.code(), call.progress());
            return answered(call, found, () -> before.until(Listing.of(desk)));
        } finally {
            found.session().hush();
            found.session().turn().unlock();
        }
    }

    private Result answered(Call call, CodeSessions.Found found, Supplier<List<FileChange>> changes)
            throws InterruptedException {
        var input = call.as(Input.class);
        var session = found.session();
        var patience = Optional.ofNullable(input.timeoutSeconds()).orElse(PATIENCE);
        try {
            var answer = session.await(Duration.ofSeconds(patience));
            var late = answer.isEmpty() && session.isAlive();
            var told = late ? interrupted(session) : answer;
            var text = new CodeText(input.language(), session.printed(), found.fresh());
            if (told.isPresent()) {
                return text.result(told.get(), late ? patience : 0, new ArrayList<>(changes.get()));
            }
            return text.lost(end(call, session), late ? patience : 0, new ArrayList<>(changes.get()));
        } catch (InterruptedException stopped) {
            interruptOnce(session);
            throw stopped;
        }
    }

    /** Stops the code and keeps the interpreter, if it lets go. */
    private static Optional<CodeSession.Answer> interrupted(CodeSession session) throws InterruptedException {
        var end = System.nanoTime() + LETTING_GO.toNanos();
        var answer = Optional.<CodeSession.Answer>empty();
        while (answer.isEmpty() && session.isAlive() && System.nanoTime() < end) {
            interruptOnce(session);
            answer = session.await(AGAIN);
        }
        if (answer.isEmpty()) {
            session.kill();
        }
        return answer;
    }

    private static void interruptOnce(CodeSession session) {
        if (session.isAlive()) {
            session.interrupt();
        }
    }

    /** How the interpreter ended. */
    private String end(Call call, CodeSession session) throws InterruptedException {
        processes.get().await(session.process(), () -> !session.isAlive(), LETTING_GO);
        var entry = processes.get().find(call.org(), session.process());
        return Objects.equals(entry.exitCode(), 127) ? CodeText.MISSING : entry.reason();
    }

    private Sandbox.Limits limits(Call call) {
        var walls = processes.get().under(call.bounds().walls());
        return call.bounds().over(walls.usual(), OUTPUT);
    }

    /** For failures that are the code's own. */
    static ErrorCode failed(boolean late) {
        return late ? ErrorCode.TIME_LIMIT : ErrorCode.TOOL_FAILED;
    }
}
