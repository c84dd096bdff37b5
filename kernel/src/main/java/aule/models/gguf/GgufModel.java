package aule.models.gguf;

import aule.kernel.AuleException;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.Loss;
import aule.models.ModelSpec;
import aule.models.Quirks.Marks;
import aule.models.Thoughts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A model file that this machine runs itself. It knows no tools; the run loop binds it to JSON instead. */
final class GgufModel implements ChatModel {

    private final ModelSpec spec;
    private final Engine engine;
    private final Engine.Version version;

    GgufModel(ModelSpec spec, Engine engine, Engine.Version version) {
        this.spec = spec;
        this.engine = engine;
        this.version = version;
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var marks = spec.quirks().thinking();
        var hearing = new Hearing(marks == null ? Marks.USUAL : marks, listener);
        var seen = request.seenBy(spec);
        var asked = new Engine.Asked(lines(seen), seen.maxTokens(), seen.temperature(), seen.schema());
        try {
            return hearing.reply(engine.chat(version, asked, hearing::take));
        } catch (AuleException | InterruptedException failure) {
            if (hearing.begun()) {
                listener.lost(hearing.loss(seen));
            }
            throw failure;
        }
    }

    /** Puts the answer together. */
    private static final class Hearing {

        private final long start = System.nanoTime();
        private final Thoughts thoughts;
        private long first = -1;
        private long made;

        Hearing(Marks marks, Listener listener) {
            this.thoughts = new Thoughts(marks, listener);
        }

        void take(Frame frame) {
            if (frame instanceof Frame.Begun begun && begun.thinking()) {
                thoughts.inside();
            } else if (frame instanceof Frame.Piece piece) {
                first = first < 0 ? millis() : first;
                made += piece.tokens();
                thoughts.take(piece.text(), piece.tokens());
            }
        }

        boolean begun() {
            return first >= 0;
        }

        /** It counts what it makes; what it read is reckoned. */
        Loss loss(Request request) {
            return Loss.of(request, new TokenUsage(0, made, 0, thoughts.tokens()), 0, millis());
        }

        Reply reply(Frame.Ended ended) {
            thoughts.end();
            var usage = new TokenUsage(ended.tokensIn(), ended.tokensOut(), 0, thoughts.tokens());
            return new Reply(
                    thoughts.text(),
                    thoughts.thought(),
                    List.of(),
                    ended.finish(),
                    usage,
                    first < 0 ? millis() : first,
                    millis());
        }

        private long millis() {
            return Duration.ofNanos(System.nanoTime() - start).toMillis();
        }
    }

    /** Many templates refuse a chat in which the same side speaks twice, or in which the model speaks first. */
    private static List<Frame.Line> lines(Request request) {
        var lines = new ArrayList<Frame.Line>();
        if (!request.system().isBlank()) {
            lines.add(new Frame.Line("system", request.system()));
        }
        for (var message : request.messages()) {
            var line = line(message);
            var last = lines.isEmpty() ? null : lines.getLast();
            if (last != null && last.role().equals(line.role())) {
                lines.set(lines.size() - 1, new Frame.Line(line.role(), last.content() + "\n\n" + line.content()));
                continue;
            }
            if (line.role().equals("assistant") && (last == null || last.role().equals("system"))) {
                lines.add(new Frame.Line("user", "…"));
            }
            lines.add(line);
        }
        return lines;
    }

    /** Calls and results can stand in a chat that another model began; they are shown as text. */
    private static Frame.Line line(Message message) {
        return switch (message) {
            case Message.User user -> new Frame.Line("user", user.text());
            case Message.Assistant said -> new Frame.Line("assistant", said.text() + calls(said));
            case Message.ToolResult result ->
                new Frame.Line("user", "Observation from %s: %s".formatted(result.tool(), result.output()));
        };
    }

    private static String calls(Message.Assistant said) {
        return said.toolCalls().stream()
                .map(it -> "\nAction: %s\nAction Input: %s".formatted(it.name(), it.arguments()))
                .collect(Collectors.joining());
    }
}
