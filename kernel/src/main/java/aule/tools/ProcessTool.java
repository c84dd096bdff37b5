package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProcessId;
import aule.kernel.ToolName;
import aule.processes.Entry;
import aule.processes.Processes;
import aule.schema.Describe;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Watches, tells and ends what goes on in the background. */
final class ProcessTool implements Tool {

    /** What to do. */
    enum Do {
        LIST,
        LOG,
        WAIT,
        INPUT,
        KEEP,
        STOP;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Input(
            @Describe(
                    "log: read from offset. wait: until text is said, the port is open, or the end. input: write text."
                            + " keep: outlive this run.")
            Do action,

            @Describe("As exec told it.") @Nullable String id,

            @Nullable String text,

            @Describe(min = 1, max = 65535, value = "For wait.") @Nullable
            Integer port,

            @Nullable Long offset,

            @Describe(value = "30 if absent.", min = 1, max = 600) @Nullable
            Integer timeoutSeconds) {}

    private static final int PART = 14 * 1024;
    private static final int PATIENCE = 30;

    private static final Spec SPEC = new Spec(
                    new ToolName("process"),
                    "Watch and end what runs in the background: exec with background starts it.",
                    Input.class,
                    Effect.WRITE,
                    false,
                    Duration.ofSeconds(620))
            .neededSeldom();

    private final Supplier<Processes> processes;

    ProcessTool(Supplier<Processes> processes) {
        this.processes = processes;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    /** What is typed to a shell is a command. */
    @Override
    public Reach reach(Call call) {
        var input = call.as(Input.class);
        var told = input.action() == Do.INPUT ? Objects.requireNonNullElse(input.text(), "") : "";
        return new Reach(List.of(), 0, told);
    }

    @Override
    public boolean changesFiles() {
        return false;
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        if (input.action() == Do.LIST) {
            return Result.success(list(call));
        }
        if (input.id() == null) {
            return Result.failure(ErrorCode.INVALID.wire(), "Name the process by its id; 'list' shows them.");
        }
        var entry = found(call, new ProcessId(input.id()));
        return switch (input.action()) {
            case LIST -> throw new IllegalStateException("A list needs no id.");
            case LOG -> Result.success(log(entry, Objects.requireNonNullElse(input.offset(), 0L)));
            case WAIT -> await(entry, input);
            case INPUT -> tell(entry, input);
            case KEEP -> keep(entry);
            case STOP -> stop(entry);
        };
    }

    private Entry found(Call call, ProcessId id) {
        var entry = at().find(call.org(), id);
        if (!entry.project().equals(call.project())) {
            throw AuleException.notFound("process", id);
        }
        return entry;
    }

    private String list(Call call) {
        var lines = new StringBuilder();
        for (var id : at().alive(call.project(), call.run())) {
            lines.append(line(at().find(call.org(), id))).append('\n');
        }
        return lines.isEmpty() ? "(Nothing runs in the background.)" : lines.toString();
    }

    private String line(Entry entry) {
        var ports = at().ports(entry.id());
        var state =
                entry.running() ? "running" : "ended (%s, exit code %s)".formatted(entry.reason(), entry.exitCode());
        return "%s %s%s: %s"
                .formatted(entry.id(), state, ports.isEmpty() ? "" : ", listens on " + ports, entry.command());
    }

    private String log(Entry entry, long offset) {
        var page = at().log(entry.id(), offset, PART);
        var more = page.nextOffset() < page.bytes() ? "there is more" : "the end so far";
        return "%s\n[bytes %d to %d, %s]\n%s"
                .formatted(line(entry), page.offset(), page.nextOffset(), more, page.text());
    }

    private Result await(Entry entry, Input input) throws InterruptedException {
        var patience = Optional.ofNullable(input.timeoutSeconds()).orElse(PATIENCE);
        var offset = Objects.requireNonNullElse(input.offset(), 0L);
        var came = at().await(entry.id(), fact(entry, input, offset), Duration.ofSeconds(patience));
        var now = at().find(entry.org(), entry.id());
        var told = tail(now);
        if (came) {
            return Result.success(told);
        }
        return Result.failure(
                ErrorCode.TIME_LIMIT.wire(),
                (now.running() ? "It did not come within %d seconds.\n".formatted(patience) : "It ended before.\n")
                        + told);
    }

    private BooleanSupplier fact(Entry entry, Input input, long offset) {
        var text = input.text();
        var port = input.port();
        if (text != null) {
            return new Said(at(), entry.id(), text, offset);
        }
        if (port != null) {
            return () -> at().ports(entry.id()).contains(port);
        }
        return () -> !at().isAlive(entry.id());
    }

    private Result tell(Entry entry, Input input) {
        at().say(entry.id(), Objects.requireNonNullElse(input.text(), ""));
        return Result.success("It is written.");
    }

    private Result keep(Entry entry) {
        at().keep(entry.id());
        return Result.success("It goes on when this run ends.");
    }

    private Result stop(Entry entry) throws InterruptedException {
        at().stop(entry.id());
        return Result.success(tail(at().find(entry.org(), entry.id())));
    }

    /** How it stands and the last that it said. */
    private String tail(Entry entry) {
        var bytes = at().log(entry.id(), Long.MAX_VALUE, 4).bytes();
        return log(entry, Math.max(0, bytes - PART / 4));
    }

    private Processes at() {
        return processes.get();
    }

    /** Whether a process has said a text, looked for only in what is new since the last look. */
    private static final class Said implements BooleanSupplier {

        private final Processes processes;
        private final ProcessId id;
        private final String text;
        private long offset;
        private String before = "";

        Said(Processes processes, ProcessId id, String text, long offset) {
            this.processes = processes;
            this.id = id;
            this.text = text;
            this.offset = offset;
        }

        @Override
        public boolean getAsBoolean() {
            while (true) {
                var page = processes.log(id, offset, 1 << 16);
                if (page.nextOffset() <= offset) {
                    return false;
                }
                var all = before + page.text();
                if (all.contains(text)) {
                    return true;
                }
                before = all.substring(Math.max(0, all.length() - text.length()));
                offset = page.nextOffset();
            }
        }
    }
}
