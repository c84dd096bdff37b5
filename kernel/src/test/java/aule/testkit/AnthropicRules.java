package aule.testkit;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What Anthropic refuses with status 400, in its words. */
final class AnthropicRules {

    private static final int MOST_MARKS = 4;

    private AnthropicRules() {}

    static String objection(Map<String, String> headers, JsonNode chat) {
        if (!headers.containsKey("anthropic-version")) {
            return "anthropic-version: header is required";
        }
        if (chat.path("max_tokens").asInt(0) < 1) {
            return "max_tokens: Field required";
        }
        if (chat.findValues("cache_control").size() > MOST_MARKS) {
            return "A maximum of 4 blocks with cache_control may be provided.";
        }
        return Stream.of(messages(chat.path("messages")), tools(chat.path("tools")))
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String tools(JsonNode tools) {
        return tools.valueStream()
                        .allMatch(it -> it.path("input_schema")
                                .path("type")
                                .asString("")
                                .equals("object"))
                ? ""
                : "tools.0.custom.input_schema.type: Field required";
    }

    private static String messages(JsonNode messages) {
        if (!messages.path(0).path("role").asString("").equals("user")) {
            return "messages: first message must use the \"user\" role";
        }
        for (var at = 0; at < messages.size(); at++) {
            var content = messages.path(at).path("content");
            if (content.isEmpty()) {
                return "messages.%d: all messages must have non-empty content".formatted(at);
            }
            if (blocks(content, "text")
                    .anyMatch(it -> it.path("text").asString("").isBlank())) {
                return "messages: text content blocks must be non-empty";
            }
            var asked = ids(content, "tool_use", "id");
            var answered = ids(messages.path(at + 1).path("content"), "tool_result", "tool_use_id");
            if (!answered.containsAll(asked)) {
                return "messages.%d: `tool_use` ids were found without `tool_result` blocks immediately after"
                        .formatted(at);
            }
        }
        return "";
    }

    private static Stream<JsonNode> blocks(JsonNode content, String type) {
        return content.valueStream().filter(it -> it.path("type").asString("").equals(type));
    }

    private static Set<String> ids(JsonNode content, String type, String member) {
        return blocks(content, type).map(it -> it.path(member).asString("")).collect(Collectors.toSet());
    }
}
