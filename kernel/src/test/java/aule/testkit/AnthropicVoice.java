package aule.testkit;

import static aule.testkit.ModelProtocol.JSON;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes the events of one message: numbered blocks, one open at a time. */
final class AnthropicVoice implements ModelProtocol.Voice {

    private int index = -1;
    private String open = "";

    @Override
    public byte[] opening() {
        var message = Map.of(
                "id", "msg_01XFDUDYJgAACzvnptvVoYEL",
                "type", "message",
                "role", "assistant",
                "content", List.of(),
                "usage", Map.of("input_tokens", 25, "output_tokens", 1));
        return joined(event("message_start", Map.of("message", message)), event("ping", Map.of()));
    }

    @Override
    public byte[] text(String piece) {
        var before = open.equals("text") ? new byte[0] : begin("text", Map.of("type", "text", "text", ""));
        return joined(before, delta(Map.of("type", "text_delta", "text", piece)));
    }

    @Override
    public byte[] thought(String piece) {
        var before = open.equals("thinking")
                ? new byte[0]
                : begin("thinking", Map.of("type", "thinking", "thinking", "", "signature", ""));
        return joined(before, delta(Map.of("type", "thinking_delta", "thinking", piece)));
    }

    @Override
    public List<byte[]> call(int number, Turn.Call call) {
        var middle = call.arguments().length() / 2;
        var id = "toolu_%d_%s".formatted(number, Integer.toHexString(System.identityHashCode(call)));
        var begun = Map.of("type", "tool_use", "id", id, "name", call.tool(), "input", Map.of());
        return List.of(
                begin("tool_use", begun),
                part(""),
                part(call.arguments().substring(0, middle)),
                part(call.arguments().substring(middle)));
    }

    private byte[] part(String json) {
        return delta(Map.of("type", "input_json_delta", "partial_json", json));
    }

    @Override
    public List<byte[]> ending(Turn.Answer answer) {
        var usage = answer.usage();
        var counted = Map.of(
                "input_tokens", usage.tokensIn() - usage.cachedTokens(),
                "cache_read_input_tokens", usage.cachedTokens(),
                "cache_creation_input_tokens", 0,
                "output_tokens", usage.tokensOut(),
                "output_tokens_details", Map.of("thinking_tokens", usage.reasoningTokens()));
        var all = new ArrayList<byte[]>();
        all.add(end());
        all.add(event("message_delta", Map.of("delta", Map.of("stop_reason", reason(answer)), "usage", counted)));
        all.add(event("message_stop", Map.of()));
        return all;
    }

    private static String reason(Turn.Answer answer) {
        return switch (answer.finish()) {
            case "length" -> "max_tokens";
            case "content_filter" -> "refusal";
            case "tool_calls" -> "tool_use";
            default -> "end_turn";
        };
    }

    @Override
    public byte[] error(String message) {
        return event("error", Map.of("error", Map.of("type", "api_error", "message", message)));
    }

    private byte[] begin(String type, Map<String, Object> block) {
        var before = end();
        open = type;
        index++;
        return joined(before, event("content_block_start", Map.of("index", index, "content_block", block)));
    }

    private byte[] delta(Map<String, Object> delta) {
        return event("content_block_delta", Map.of("index", index, "delta", delta));
    }

    /** Ends the open block; thoughts are signed last. */
    private byte[] end() {
        if (open.isEmpty()) {
            return new byte[0];
        }
        var stop = event("content_block_stop", Map.of("index", index));
        var signature = delta(Map.of("type", "signature_delta", "signature", "signature-%d==".formatted(index)));
        var ended = open.equals("thinking") ? joined(signature, stop) : stop;
        open = "";
        return ended;
    }

    private static byte[] event(String type, Map<String, Object> members) {
        var data = JSON.createObjectNode().put("type", type);
        members.forEach((name, value) -> data.set(name, JSON.valueToTree(value)));
        return ModelProtocol.utf8("event: %s\ndata: %s\n\n".formatted(type, JSON.writeValueAsString(data)));
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
