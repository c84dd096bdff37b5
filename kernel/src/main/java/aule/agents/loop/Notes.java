package aule.agents.loop;

import aule.agents.Message;
import aule.agents.loop.context.Words;
import aule.kernel.Envelope;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.tools.Bounded;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Short notes for an agent on what came before. */
final class Notes {

    private static final int WORDS = 80;
    private static final int CAUSE = 1_000;
    private static final int SUMMARY = 1_500;
    private static final int DEEDS = 30;

    private Notes() {}

    /** One line on messages that are not shown any more: who asked for what, and what came of it. */
    static String summary(List<Message> older) {
        if (older.isEmpty()) {
            return "";
        }
        var line = new StringBuilder();
        for (var message : older.reversed()) {
            var part =
                    (message.role().equals("user") ? "asked: " : "answered: ") + Words.clip(message.content(), WORDS);
            if (line.length() + part.length() > SUMMARY) {
                break;
            }
            line.insert(0, line.isEmpty() ? part : part + " · ");
        }
        return "Summary of older messages: %s\n".formatted(line);
    }

    /** The latest calls of earlier runs, with the receipts that prove them. */
    static String deeds(List<Envelope> calls) {
        var lines = new ArrayList<String>();
        Map<String, RunEvent.ToolCalled> begun = new HashMap<>();
        for (var event : calls) {
            switch (event.body()) {
                case RunEvent.ToolCalled call -> begun.put(call.runId() + call.callId(), call);
                case RunEvent.ToolAnswered answer ->
                    lines.add(deed(answer, begun.get(answer.runId() + answer.callId())));
                default -> {
                    // not a call
                }
            }
        }
        var latest = lines.subList(Math.max(0, lines.size() - DEEDS), lines.size());
        return latest.isEmpty() ? "" : "What was really done, with receipts:\n" + String.join("\n", latest) + "\n";
    }

    /** How an earlier try at the same goal ended, and what it had done by then. */
    static String lastTry(Event end, List<Envelope> calls) {
        var how = switch (end) {
            case RunEvent.Failed failed ->
                "failed (%s): %s".formatted(failed.code(), Words.clip(failed.detail(), CAUSE));
            case RunEvent.Cancelled cancelled -> "was cancelled: " + Words.clip(cancelled.reason(), CAUSE);
            default -> "ended.";
        };
        return "An earlier try at this goal %s\nIts changes may still be there. Do not repeat what failed.\n%s"
                .formatted(how, deeds(calls));
    }

    private static String deed(RunEvent.ToolAnswered answer, RunEvent.@Nullable ToolCalled call) {
        var what = call == null ? "" : " " + Words.subject(call.arguments(), WORDS);
        var how = answer.ok() ? "done" : "failed (" + answer.error() + ")";
        var proof =
                answer.receiptId() == null ? "no receipt" : answer.receiptId().value();
        return "- %s%s: %s, %s".formatted(answer.tool(), what, how, proof);
    }

    /** One line on messages that are too long to be shown word for word. */
    static String unsaid(List<ChatModel.Message> messages) {
        if (messages.isEmpty()) {
            return "";
        }
        var words = messages.stream().map(Notes::unsaid).collect(Collectors.joining(" · "));
        return "Too long to be shown here: %s\n".formatted(Words.clip(words, SUMMARY));
    }

    private static String unsaid(ChatModel.Message message) {
        return switch (message) {
            case ChatModel.Message.User(var text, var _) -> "asked: " + Words.clip(text, WORDS);
            case ChatModel.Message.Assistant said -> "answered: " + Words.clip(said.text(), WORDS);
            case ChatModel.Message.ToolResult result -> "read: " + Words.clip(result.output(), WORDS);
        };
    }

    /** The end of notes that are longer than there is room for. */
    static String within(String notes, long bytes) {
        var longest = (int) Math.min(Integer.MAX_VALUE, Math.max(400, bytes));
        return notes.length() <= longest / 2
                ? notes
                : Bounded.of(notes, longest).text();
    }
}
