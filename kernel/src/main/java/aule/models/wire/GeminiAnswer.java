package aule.models.wire;

import aule.kernel.TokenUsage;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Reads one answer: every piece holds whole parts, and the last one says why it ends. */
final class GeminiAnswer implements Exchange.Reader {

    private static final Set<String> FILTERED = Set.of(
            "SAFETY",
            "RECITATION",
            "LANGUAGE",
            "BLOCKLIST",
            "PROHIBITED_CONTENT",
            "SPII",
            "IMAGE_SAFETY",
            "IMAGE_PROHIBITED_CONTENT",
            "IMAGE_RECITATION");

    private static final Set<String> MISCALLED =
            Set.of("MALFORMED_FUNCTION_CALL", "UNEXPECTED_TOOL_CALL", "TOO_MANY_TOOL_CALLS");

    private final ArrayNode content = Json.array();
    private boolean signed;

    @Override
    public void take(JsonNode piece, Gathering gathering) {
        gathering.id(Json.text(piece, "responseId"));
        if (piece.path("usageMetadata").isObject()) {
            gathering.usage(usage(piece.path("usageMetadata")));
        }
        if (!Json.text(piece.path("promptFeedback"), "blockReason").isEmpty()) {
            gathering.finish("content_filter");
        }
        var candidate = piece.path("candidates").path(0);
        candidate.path("content").path("parts").forEach(it -> part(it, gathering));
        var reason = Json.text(candidate, "finishReason");
        if (!reason.isEmpty()) {
            gathering.finish(finish(reason, gathering));
        }
    }

    private void part(JsonNode part, Gathering gathering) {
        var text = Json.text(part, "text");
        if (part.path("thought").asBoolean(false)) {
            gathering.thought(text);
        } else {
            gathering.text(text);
        }
        var call = part.path("functionCall");
        if (call.isObject()) {
            gathering.call(
                    CallParts.NO_INDEX,
                    Json.text(call, "id"),
                    Json.text(call, "name"),
                    CallParts.arguments(call.path("args")));
        }
        gathering.unseen(Json.text(part, "thoughtSignature"));
        signed |= part.has("thoughtSignature");
        content.add(part);
    }

    private static String finish(String reason, Gathering gathering) {
        if (MISCALLED.contains(reason)) {
            throw gathering.blame().malformed("made a call that nobody can read (%s)".formatted(reason));
        }
        if (FILTERED.contains(reason)) {
            return "content_filter";
        }
        return reason.equals("MAX_TOKENS") ? "length" : "stop";
    }

    /** Thoughts are counted beside the answer, and both are paid for. */
    private static TokenUsage usage(JsonNode usage) {
        var thoughts = Json.number(usage, "thoughtsTokenCount");
        return new TokenUsage(
                Json.number(usage, "promptTokenCount") + Json.number(usage, "toolUsePromptTokenCount"),
                Json.number(usage, "candidatesTokenCount") + thoughts,
                Json.number(usage, "cachedContentTokenCount"),
                thoughts);
    }

    /** Whether the provider wants to see the answer again as it came. */
    boolean isSigned() {
        return signed;
    }

    ArrayNode content() {
        return content;
    }
}
