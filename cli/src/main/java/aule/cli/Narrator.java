package aule.cli;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A run told to a person: thoughts, calls and output beside the work, the answer last and alone on the output. */
final class Narrator implements Account {

    private static final int OUTPUT_OF_A_FAILURE = 12;

    private final Terminal terminal;
    private final Progress progress;
    private final Paint paint;
    private final PrintStream err;
    private final Pieces pieces = new Pieces();
    private final Map<String, StringBuilder> halfLines = new HashMap<>();
    private final StringBuilder streamed = new StringBuilder();
    private boolean lineIsOpen;

    Narrator(Terminal terminal, Progress progress) {
        this.terminal = terminal;
        this.progress = progress;
        this.paint = terminal.paint();
        this.err = terminal.err();
    }

    @Override
    public void tell(String type, JsonNode data) {
        progress.clear();
        switch (type) {
            case "run.started" -> say(paint.dim(Json.text(data, "run_id")));
            case "model.asked" -> progress.phase("asking " + Json.text(data, "text"));
            case "thought.delta" -> lines(type, data, "");
            case "message.delta" -> stream(data);
            case "model.answered" -> answered(data);
            case "tool.called" -> called(data);
            case "tool.output", "tool.error" -> lines(type, data, "  │ ");
            case "tool.answered" -> returned(data);
            case "run.waiting" -> progress.phase("waiting for " + waitingFor(Json.text(data, "reason")));
            case "run.completed" -> completed(Json.text(data, "answer"));
            case "run.failed" -> ended(paint.red("✗ failed: ") + Visible.plain(Json.text(data, "detail")));
            case "run.cancelled" -> ended(paint.yellow("✗ cancelled: ") + Visible.plain(Json.text(data, "reason")));
            case "gap" ->
                say(paint.yellow("Some events are too old to be shown; `./aule runs show` has the whole run."));
            default -> {} // a newer kernel may say more than this client knows
        }
    }

    /** Tells an event of the past: questions of that time are told too, they are not put again. */
    void retell(String type, JsonNode data) {
        tell(type, data);
        if (type.equals("confirmation.requested")) {
            say(Question.inFull(data, paint));
        } else if (type.equals("confirmation.resolved")) {
            say(paint.yellow("! ") + Json.text(data, "decision") + " by " + Json.text(data, "by"));
        }
    }

    @Override
    public void say(String sentence) {
        progress.clear();
        breakLine();
        err.println(sentence);
    }

    @Override
    public void idle() {
        if (!lineIsOpen) {
            progress.draw();
        }
    }

    private static String waitingFor(String reason) {
        return switch (reason) {
            case "approval" -> "an approval";
            case "input" -> "an answer";
            default -> reason;
        };
    }

    /** Live text of the answer goes straight to a person's screen; a file or a pipe gets the whole at the end. */
    private void stream(JsonNode data) {
        String text = Visible.plain(pieces.fresh("message.delta", data));
        progress.phase("answering");
        if (!terminal.shows() || text.isEmpty()) {
            return;
        }
        terminal.out().print(text);
        terminal.out().flush();
        streamed.append(text);
        lineIsOpen = !text.endsWith("\n");
    }

    private void answered(JsonNode data) {
        String source = "step-" + data.path("step").asInt(0);
        finishLines("thought.delta " + source, "");
        if (!pieces.any("thought.delta", source)) {
            block(Json.text(data, "thought"), "");
        }
        boolean goesOn = !data.path("tool_calls").isEmpty();
        if (goesOn && !(terminal.shows() && pieces.any("message.delta", source))) {
            block(Json.text(data, "text"), "");
        }
        if (goesOn) {
            breakLine();
            streamed.setLength(0);
        }
        JsonNode usage = data.path("usage");
        long tokens =
                usage.path("tokens_in").asLong(0) + usage.path("tokens_out").asLong(0);
        progress.answered(data.path("step").asInt(0), tokens);
    }

    private void called(JsonNode data) {
        String words = ToolWords.of(Json.text(data, "tool"), Json.objectIn(data.path("arguments")));
        say(paint.cyan("→ ") + words);
        progress.phase(words);
    }

    private void returned(JsonNode data) {
        String call = Json.text(data, "call_id");
        finishLines("tool.output " + call, "  │ ");
        finishLines("tool.error " + call, "  │ ");
        boolean ok = data.path("ok").asBoolean(false);
        boolean shown = pieces.any("tool.output", call) || pieces.any("tool.error", call);
        if (!ok && !shown) {
            block(firstLines(Json.text(data, "output")), "  │ ");
        }
        say((ok ? paint.green("  ✓ ") : paint.red("  ✗ ")) + paint.dim(Receipts.mark(data)));
        progress.phase("thinking");
    }

    private void completed(String answer) {
        String plain = Visible.plain(answer);
        boolean onScreen = !plain.isBlank() && streamed.toString().strip().endsWith(plain.strip());
        ended(paint.green("✓ ") + paint.dim(progress.summary()));
        if (!onScreen && !answer.isBlank()) {
            terminal.out().println((terminal.shows() ? plain : answer).stripTrailing());
        }
        terminal.out().flush();
    }

    private void ended(String line) {
        halfLines.clear();
        say(line);
    }

    private void lines(String type, JsonNode data, String prefix) {
        String key = type + " " + Json.text(data, "source");
        StringBuilder half = halfLines.computeIfAbsent(key, _ -> new StringBuilder());
        half.append(pieces.fresh(type, data));
        for (int end = half.indexOf("\n"); end >= 0; end = half.indexOf("\n")) {
            beside(half.substring(0, end), prefix);
            half.delete(0, end + 1);
        }
    }

    private void finishLines(String key, String prefix) {
        StringBuilder half = halfLines.remove(key);
        if (half != null && !half.isEmpty()) {
            beside(half.toString(), prefix);
        }
    }

    private void block(String text, String prefix) {
        if (!text.isBlank()) {
            text.strip().lines().forEach(line -> beside(line, prefix));
        }
    }

    private void beside(String line, String prefix) {
        breakLine();
        err.println(paint.dim(prefix + Visible.plain(line)));
    }

    private static String firstLines(String text) {
        long lines = text.lines().count();
        String first = String.join("\n", text.lines().limit(OUTPUT_OF_A_FAILURE).toList());
        return lines <= OUTPUT_OF_A_FAILURE ? first : first + "\n… " + (lines - OUTPUT_OF_A_FAILURE) + " more lines";
    }

    private void breakLine() {
        if (lineIsOpen) {
            terminal.out().println();
            lineIsOpen = false;
        }
    }
}
