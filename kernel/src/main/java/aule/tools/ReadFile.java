package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Sha256;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.workspace.Encoded;
import aule.workspace.Encoding;
import aule.workspace.Entry;
import aule.workspace.NumberedLines;
import aule.workspace.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a part of one text file, by lines or by bytes. */
final class ReadFile implements Tool {

    record Input(
            @Describe("Relative to the workspace.") String path,

            @Describe(value = "First line, from 1.", min = 1) @Nullable
            Integer offset,

            @Describe(value = "Most lines to read; 400 if absent.", min = 1, max = 5_000) @Nullable
            Integer limit,

            @Describe(value = "Instead of a line: the first byte, from 0.", min = 0) @Nullable
            Long fromByte) {}

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

    /** The content of a file that is read whole, which the run has seen then. */
    @Override
    public Optional<Sha256> basis(Call call) {
        var path = call.as(Input.class).path();
        var desk = desks.apply(call.project());
        return desk.find(path)
                .filter(it -> it.kind() == Entry.Kind.FILE && it.size() <= Desk.LARGEST)
                .map(_ -> {
                    var content = desk.read(path);
                    desk.memory(call).saw(path, content);
                    return Sha256.of(content);
                });
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        var path = input.path();
        var desk = desks.apply(call.project());
        var entry = desk.find(path).orElseThrow(() -> AuleException.notFound("file", path));
        if (entry.kind() == Entry.Kind.DIR) {
            return Result.failure("'%s' is a folder; list it with list_dir.".formatted(path));
        }
        var head = desk.read(path, 0, Encoding.HEAD);
        var encoding = Encoding.of(head, head.length < Encoding.HEAD);
        if (encoding.isEmpty()) {
            return binary(path, entry);
        }
        if (input.fromByte() != null) {
            desk.memory(call).saw(path);
            return bytes(desk, input, encoding.get(), entry.size(), input.fromByte());
        }
        if (entry.size() > Desk.LARGEST) {
            desk.memory(call).saw(path);
            return large(desk, input, entry.size());
        }
        var content = desk.read(path);
        desk.memory(call).saw(path, content);
        return Encoded.of(content).map(it -> page(input, it)).orElseGet(() -> binary(path, entry));
    }

    private static Result binary(String path, Entry entry) {
        return Result.failure("'%s' is a binary file (%s) of %,d bytes; it has no text to read."
                .formatted(path, entry.mediaType(), entry.size()));
    }

    private static Result bytes(Desk desk, Input input, Encoding encoding, long size, long from) {
        if (from >= size) {
            return Result.failure("'%s' has %,d bytes; there is no byte %,d.".formatted(input.path(), size, from));
        }
        var span = Span.of(desk.read(input.path(), from, BYTES), from, encoding);
        var more = span.end() < size ? " Read on with from_byte %d.".formatted(span.end()) : "";
        var note =
                "\n[Bytes %,d to %,d of %,d, %s.%s]".formatted(span.start(), span.end(), size, encoding.label(), more);
        return new Result.Success(span.text() + note, List.of(), null, span.end() < size);
    }

    private static Result large(Desk desk, Input input, long size) throws InterruptedException {
        try (var content = desk.stream(input.path(), 0)) {
            var text = Encoding.reader(content);
            var page = new LargePage(from(input), limit(input), BYTES);
            return text.isEmpty()
                    ? Result.failure("'%s' has no text to read.".formatted(input.path()))
                    : page.read(new NumberedLines(text.get()), input.path(), size);
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE, "'%s' could not be read to its end.".formatted(input.path()), e);
        }
    }

    private static int from(Input input) {
        return input.offset() == null ? 1 : input.offset();
    }

    private static int limit(Input input) {
        return input.limit() == null ? LINES : input.limit();
    }

    private static Result page(Input input, Encoded file) {
        var text = file.text();
        var lines = Text.lines(text);
        var from = from(input);
        if (lines.isEmpty()) {
            return Result.success("(The file is empty.)");
        }
        if (from > lines.size()) {
            return Result.failure(
                    "'%s' has %,d lines; there is no line %,d.".formatted(input.path(), lines.size(), from));
        }
        var taken = fitting(lines.subList(from - 1, (int) Math.min(lines.size(), from - 1L + limit(input))));
        var named = file.encoding() == Encoding.UTF_8
                ? ""
                : " The file is %s.".formatted(file.encoding().label());
        if (from == 1 && taken == lines.size() && text.getBytes(StandardCharsets.UTF_8).length <= BYTES) {
            return Result.success(named.isEmpty() ? text : "%s\n[%s]".formatted(text, named.strip()));
        }
        return part(lines, from, taken, named);
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

    private static Result part(List<String> lines, int from, int taken, String named) {
        var last = from - 1 + taken;
        var content = Bounded.of(String.join("\n", lines.subList(from - 1, last)), BYTES);
        var more = last < lines.size() ? " Read on with offset %d.".formatted(last + 1) : "";
        var note = "\n[Lines %,d to %,d of %,d.%s%s]".formatted(from, last, lines.size(), named, more);
        return new Result.Success(content.text() + note, List.of(), null, last < lines.size() || content.cut());
    }
}
