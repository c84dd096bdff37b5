package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ToolName;
import aule.schema.Describe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads lines of one text file. */
final class ReadFile implements Tool {

    record Input(
            @Describe("Relative to the workspace.") String path,

            @Describe(value = "First line, from 1.", min = 1) @Nullable
            Integer offset,

            @Describe(value = "Most lines to read; 400 if absent.", min = 1, max = 5_000) @Nullable
            Integer limit) {}

    private static final int LINES = 400;
    private static final int BYTES = 15 * 1024;

    private static final Spec SPEC = new Spec(
            new ToolName("read_file"),
            "Read a text file of the workspace.",
            Input.class,
            Effect.READ,
            true,
            Duration.ofSeconds(30));

    private final Desk.Room desks;

    ReadFile(Desk.Room desks) {
        this.desks = desks;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Named named() {
        return Named.file("path");
    }

    @Override
    public Reach reach(Call call) {
        return Reach.path(call.as(Input.class).path());
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        var desk = desks.apply(call.project());
        if (desk.isFolder(input.path())) {
            return Result.failure("'%s' is a folder; list it with list_dir.".formatted(input.path()));
        }
        var size = desk.find(input.path())
                .orElseThrow(() -> AuleException.notFound("file", input.path()))
                .size();
        if (size > Desk.LARGEST) {
            return Result.failure(
                    "'%s' has %,d bytes, too many to read here; read parts of it with exec (head, tail, sed)."
                            .formatted(input.path(), size));
        }
        return Text.of(desk.read(input.path()))
                .map(text -> page(input, text))
                .orElseGet(() -> Result.failure(
                        "'%s' is a binary file of %,d bytes; it has no text to read.".formatted(input.path(), size)));
    }

    private static Result page(Input input, String text) {
        var lines = Text.lines(text);
        var from = input.offset() == null ? 1 : input.offset();
        if (lines.isEmpty()) {
            return Result.success("(The file is empty.)");
        }
        if (from > lines.size()) {
            return Result.failure(
                    "'%s' has %,d lines; there is no line %,d.".formatted(input.path(), lines.size(), from));
        }
        var limit = input.limit() == null ? LINES : input.limit();
        var taken = fitting(lines.subList(from - 1, (int) Math.min(lines.size(), from - 1L + limit)));
        if (from == 1 && taken == lines.size() && text.getBytes(StandardCharsets.UTF_8).length <= BYTES) {
            return Result.success(text);
        }
        return part(lines, from, taken);
    }

    /** How many of the lines fit, at least one. */
    private static int fitting(List<String> lines) {
        var left = BYTES;
        var taken = 0;
        while (taken < lines.size() && (left -= lines.get(taken).getBytes(StandardCharsets.UTF_8).length + 1) >= 0) {
            taken++;
        }
        return Math.max(1, taken);
    }

    private static Result part(List<String> lines, int from, int taken) {
        var last = from - 1 + taken;
        var content = Bounded.of(String.join("\n", lines.subList(from - 1, last)), BYTES);
        var more = last < lines.size() ? " Read on with offset %d.".formatted(last + 1) : "";
        var note = "\n[Lines %,d to %,d of %,d.%s]".formatted(from, last, lines.size(), more);
        return new Result.Success(content.text() + note, List.of(), null, last < lines.size() || content.cut());
    }
}
