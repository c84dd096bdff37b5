package aule.models.wire;

import aule.kernel.TokenUsage;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one answer: its content comes in numbered blocks, each begun, continued and ended. */
final class AnthropicAnswer implements Exchange.Reader {

    /** A block as far as it has come. */
    private static final class Block {
        private final ObjectNode begun;
        private final StringBuilder words = new StringBuilder();
        private final StringBuilder signature = new StringBuilder();

        Block(ObjectNode begun) {
            this.begun = begun;
        }

        String type() {
            return Json.text(begun, "type");
        }

        /** The block as it would stand in an answer that came whole. */
        ObjectNode whole() {
            switch (type()) {
                case "text" -> begun.put("text", words.toString());
                case "thinking" -> begun.put("thinking", words.toString()).put("signature", signature.toString());
                case "tool_use" -> {
                    var input = Json.attempt(words.toString());
                    begun.set("input", input.isObject() ? input : Json.object());
                }
                default -> {}
            }
            return begun;
        }
    }

    private final boolean bound;
    private final Map<Long, Block> blocks = new TreeMap<>();
    private final ObjectNode usage = Json.object();

    /** @param bound whether the answer is the input of the one tool that was offered */
    AnthropicAnswer(boolean bound) {
        this.bound = bound;
    }

    @Override
    public void take(JsonNode event, Gathering gathering) {
        switch (Json.text(event, "type")) {
            case "message_start" -> {
                gathering.id(Json.text(event.path("message"), "id"));
                count(event.path("message").path("usage"), gathering);
            }
            case "content_block_start" -> begin(Json.number(event, "index"), event.path("content_block"), gathering);
            case "content_block_delta" -> go(Json.number(event, "index"), event.path("delta"), gathering);
            case "message_delta" -> {
                count(event.path("usage"), gathering);
                stop(event.path("delta"), gathering);
            }
            case "message_stop" -> gathering.end();
            default -> {}
        }
    }

    private void begin(long index, JsonNode begun, Gathering gathering) {
        if (!(begun instanceof ObjectNode object)) {
            throw gathering.blame().malformed("began a part of its answer that is none");
        }
        gathering.unseen(Json.write(begun));
        var block = new Block(object);
        blocks.put(index, block);
        switch (block.type()) {
            case "text" -> say(block, Json.text(begun, "text"), gathering);
            case "thinking" -> think(block, Json.text(begun, "thinking"), gathering);
            case "tool_use" -> {
                if (!bound) {
                    gathering.call(index, Json.text(begun, "id"), Json.text(begun, "name"), "");
                }
                if (!begun.path("input").isEmpty()) {
                    fill(index, block, Json.write(begun.path("input")), gathering);
                }
            }
            default -> {}
        }
    }

    private void go(long index, JsonNode delta, Gathering gathering) {
        var block = blocks.get(index);
        if (block == null) {
            throw gathering.blame().malformed("continued a part of its answer that it had not begun");
        }
        switch (Json.text(delta, "type")) {
            case "text_delta" -> say(block, Json.text(delta, "text"), gathering);
            case "thinking_delta" -> think(block, Json.text(delta, "thinking"), gathering);
            case "signature_delta" -> {
                gathering.unseen(Json.text(delta, "signature"));
                block.signature.append(Json.text(delta, "signature"));
            }
            case "input_json_delta" -> fill(index, block, Json.text(delta, "partial_json"), gathering);
            default -> {}
        }
    }

    private static void say(Block block, String text, Gathering gathering) {
        gathering.text(text);
        block.words.append(text);
    }

    private static void think(Block block, String text, Gathering gathering) {
        gathering.thought(text);
        block.words.append(text);
    }

    private void fill(long index, Block block, String json, Gathering gathering) {
        block.words.append(json);
        if (bound) {
            gathering.text(json);
        } else {
            gathering.call(index, "", "", json);
        }
    }

    /** Counts are cumulative; a later event need not repeat what an earlier one said. */
    private void count(JsonNode reported, Gathering gathering) {
        if (reported instanceof ObjectNode members) {
            members.properties().stream()
                    .filter(it -> !it.getValue().isNull())
                    .forEach(it -> usage.set(it.getKey(), it.getValue()));
        }
        var read = Json.number(usage, "cache_read_input_tokens");
        var written = Json.number(usage, "cache_creation_input_tokens");
        var in = Json.number(usage, "input_tokens") + read + written;
        var thinking = Json.number(usage.path("output_tokens_details"), "thinking_tokens");
        gathering.usage(new TokenUsage(in, Json.number(usage, "output_tokens"), read, thinking, written));
    }

    private static void stop(JsonNode delta, Gathering gathering) {
        var reason = Json.text(delta, "stop_reason");
        if (reason.isEmpty()) {
            return;
        }
        gathering.finish(reason);
        if (gathering.saysNothing()) {
            gathering.text(Json.text(delta.path("stop_details"), "explanation"));
        }
    }

    /** Whether the provider wants to see the answer again as it came. */
    boolean isSigned() {
        return blocks.values().stream().map(Block::type).anyMatch(it -> it.endsWith("thinking"));
    }

    ArrayNode content() {
        var content = Json.array();
        blocks.values().forEach(it -> content.add(it.whole()));
        return content;
    }
}
