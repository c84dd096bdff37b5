package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.schema.Describe;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads more of an output that was too long to be shown. */
final class ReadOutput implements Tool {

    record Input(
            @Describe("As the shortened output names it.") String handle,

            @Describe(value = "First line, from 1.", min = 1) @Nullable
            Integer offset,

            @Describe(value = "Most lines; 200 if absent.", min = 1, max = 2_000) @Nullable
            Integer limit,

            @Describe("Only lines with this text in them.") @Nullable
            String search) {}

    private static final int LINES = 200;
    private static final int BYTES = 14 * 1024;

    private static final Spec SPEC = new Spec(
            new ToolName("read_output"),
            "Read or search a long output of a tool.",
            Input.class,
            Effect.READ,
            true,
            Duration.ofSeconds(60));

    private final SqlOutputs table;
    private final Outputs outputs;

    ReadOutput(SqlOutputs table, Outputs outputs) {
        this.table = table;
        this.outputs = outputs;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Result call(Call call) {
        var input = call.as(Input.class);
        var row = table.find(call.org(), call.project(), call.owner(), call.run(), input.handle());
        return row.map(it -> read(input, outputs.open(it)))
                .orElseGet(() -> Result.failure(
                        ErrorCode.NOT_FOUND.wire(),
                        "There is no output '%s' in this project; copy the handle from the shortened output."
                                .formatted(input.handle())));
    }

    private static Result read(Input input, KeptOutput output) {
        try (var text = new InputStreamReader(output.source().open(0), StandardCharsets.UTF_8)) {
            return page(input, new LongLines(text));
        } catch (IOException broken) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE, "The output '%s' could not be read.".formatted(input.handle()), broken);
        }
    }

    private static Result page(Input input, LongLines lines) throws IOException {
        var page = new Page(input);
        for (var line = lines.next(); line != null; line = lines.next()) {
            page.add(lines.number(), line);
        }
        return page.result(lines.number());
    }

    /** The lines that somebody asked for, as many as fit. */
    private static final class Page {

        private final int offset;
        private final int limit;
        private final String search;
        private final StringBuilder text = new StringBuilder();
        private int bytes;
        private int taken;
        private int last;
        private long next;

        Page(Input input) {
            offset = input.offset() == null ? 1 : input.offset();
            limit = input.limit() == null ? LINES : input.limit();
            search = input.search() == null ? "" : input.search().toLowerCase(Locale.ROOT);
        }

        void add(int number, String line) {
            if (number < offset || next > 0 || !line.toLowerCase(Locale.ROOT).contains(search)) {
                return;
            }
            var shown = search.isEmpty() ? line : number + ": " + line;
            if (taken == limit || tooLong(shown)) {
                next = number;
                return;
            }
            text.append(shown).append('\n');
            taken++;
            last = number;
        }

        private boolean tooLong(String line) {
            bytes += line.getBytes(StandardCharsets.UTF_8).length + 1;
            return taken > 0 && bytes > BYTES;
        }

        Result result(int lines) {
            if (taken == 0) {
                return search.isEmpty()
                        ? Result.failure("The output has %,d lines; there is no line %,d.".formatted(lines, offset))
                        : Result.success("No line from %,d on has '%s' in it.".formatted(offset, search));
            }
            var more = next == 0 ? "" : " Read on with offset %d.".formatted(next);
            var what = search.isEmpty() ? "Lines %,d to %,d of %,d".formatted(offset, last, lines) : found(lines);
            return new Result.Success("%s[%s.%s]".formatted(text, what, more), List.of(), null, next > 0);
        }

        private String found(int lines) {
            return "%,d lines found up to line %,d of %,d".formatted(taken, last, lines);
        }
    }
}
