package aule.agents.loop;

import aule.agents.Message;
import aule.kernel.Envelope;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Short notes for an agent on what came before. */
final class Notes {

    private static final JsonMapper JSON = JsonMapper.builder().build();
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
            var part = (message.role().equals("user") ? "asked: " : "answered: ") + clip(message.content());
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
            case RunEvent.Failed failed -> "failed (%s): %s".formatted(failed.code(), clip(failed.detail(), CAUSE));
            case RunEvent.Cancelled cancelled -> "was cancelled: " + clip(cancelled.reason(), CAUSE);
            default -> "ended.";
        };
        return "An earlier try at this goal %s\nIts changes may still be there. Do not repeat what failed.\n%s"
                .formatted(how, deeds(calls));
    }

    private static String deed(RunEvent.ToolAnswered answer, RunEvent.@Nullable ToolCalled call) {
        var what = call == null ? "" : " " + subject(call.arguments());
        var how = answer.ok() ? "done" : "failed (" + answer.error() + ")";
        var proof =
                answer.receiptId() == null ? "no receipt" : answer.receiptId().value();
        return "- %s%s: %s, %s".formatted(answer.tool(), what, how, proof);
    }

    /** What a call was about: its path, its command, or whatever text comes first. */
    private static String subject(String arguments) {
        try {
            var object = JSON.readTree(arguments);
            for (var name : List.of("path", "command", "from")) {
                if (object.path(name).isString()) {
                    return clip(object.path(name).asString());
                }
            }
            return object.values().stream()
                    .filter(JsonNode::isString)
                    .findFirst()
                    .map(it -> clip(it.asString()))
                    .orElse("");
        } catch (JacksonException broken) {
            return clip(arguments);
        }
    }

    private static String clip(String text) {
        return clip(text, WORDS);
    }

    private static String clip(String text, int longest) {
        var flat = text.strip().replaceAll("\\s+", " ");
        return flat.length() <= longest ? flat : flat.substring(0, longest - 1) + "…";
    }
}
