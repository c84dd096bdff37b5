package aule.tools;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.workspace.Encoding;
import aule.workspace.Entry;
import aule.workspace.Expression;
import aule.workspace.Found;
import aule.workspace.Glob;
import aule.workspace.NumberedLines;
import aule.workspace.Scope;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks for a text or a regular expression in the lines of text files. */
final class Grep implements Tool {

    /** What is told of a match. */
    enum Show {
        LINES,
        FILES,
        COUNTS;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Input(
            @Describe("RE2 regular expression.") String pattern,

            @Describe("Folder or file.") @Nullable String path,

            @Describe("Only files like *.py or src/**.") @Nullable
            String glob,

            @Describe("The pattern is plain text.") @Nullable
            Boolean literal,

            @Nullable Boolean ignoreCase,

            @Describe(value = "Lines around each.", min = 0, max = 20) @Nullable
            Integer context,

            @Nullable Show show,

            @Describe("Also hidden and git-ignored ones.") @Nullable
            Boolean all,

            @Describe(value = "100 if absent.", min = 1, max = 1_000) @Nullable
            Integer limit) {}

    private static final int HITS = 100;

    private static final Spec SPEC = new Spec(
            new ToolName("grep"),
            "Search the contents of files.",
            Input.class,
            Effect.READ,
            true,
            Duration.ofSeconds(60));

    private final Desk.Room desks;

    Grep(Desk.Room desks) {
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
        return Reach.path(Hunt.path(call.as(Input.class).path()));
    }

    @Override
    public Result call(Call call) throws InterruptedException {
        var input = call.as(Input.class);
        var hunt = new Hunt(desks.apply(call.project()), input.path());
        var reading = new Reading(input, hunt);
        var all = Boolean.TRUE.equals(input.all());
        var whole = hunt.through(new Scope(all, Hunt.MOST), reading);
        var unseen = whole || !reading.hits.full() ? hunt.unseen(whole, all) : "";
        return reading.hits.result(input.pattern(), unseen, whole);
    }

    /** One reader of file after file. */
    private static final class Reading implements Found.Visitor {

        private final Expression expression;
        private final Optional<Glob> glob;
        private final Hunt hunt;
        private final Hits hits;

        Reading(Input input, Hunt hunt) {
            this.expression = Expression.of(
                    input.pattern(), Boolean.TRUE.equals(input.literal()), Boolean.TRUE.equals(input.ignoreCase()));
            this.glob = Optional.ofNullable(input.glob()).map(Glob::of);
            this.hunt = hunt;
            this.hits = new Hits(
                    Optional.ofNullable(input.show()).orElse(Show.LINES),
                    Optional.ofNullable(input.context()).orElse(0),
                    Optional.ofNullable(input.limit()).orElse(HITS));
        }

        @Override
        public boolean visit(Found found) {
            var entry = found.entry();
            if (entry.kind() == Entry.Kind.FILE
                    && glob.map(it -> it.matches(hunt.below(entry))).orElse(true)) {
                read(found);
            }
            return !hits.full() && !Thread.currentThread().isInterrupted();
        }

        private void read(Found found) {
            try {
                var content = found.open();
                if (content.isPresent()) {
                    try (var in = content.get()) {
                        var text = Encoding.reader(in);
                        if (text.isPresent()) {
                            look(found.entry().path(), new NumberedLines(text.get()));
                        }
                    }
                }
            } catch (IOException e) {
                throw new AuleException(
                        ErrorCode.UNAVAILABLE,
                        "'%s' could not be read to its end."
                                .formatted(found.entry().path()),
                        e);
            }
        }

        private void look(String path, NumberedLines lines) throws IOException {
            hits.begin(path);
            for (var line = lines.next();
                    line != null && !hits.done() && !Thread.currentThread().isInterrupted();
                    line = lines.next()) {
                hits.line(lines.number(), line, expression.in(line));
            }
            hits.end();
        }
    }
}
