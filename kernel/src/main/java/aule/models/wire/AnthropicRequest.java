package aule.models.wire;

import aule.models.ChatModel.Image;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.models.ChatModel.ToolSpec;
import aule.models.wire.Turns.Turn;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes requests of the messages protocol. The end of the tools, of the system prompt and of the conversation are
 * marked, so that the next request finds this one in the provider's cache.
 */
record AnthropicRequest(Verbatim verbatim) {

    /** The tool whose input is an answer that must match a schema. */
    private static final String ANSWER = "answer";

    /** What is sent where there is nothing to say; empty texts are refused. */
    private static final String NOTHING = "(nothing)";

    String body(String model, Request request) {
        var body = Json.object().put("model", model).put("stream", true).put("max_tokens", request.maxTokens());
        if (request.temperature() != null) {
            body.put("temperature", Math.min(1.0, request.temperature()));
        }
        if (request.schema() != null) {
            bind(body, request.schema());
        } else if (!request.tools().isEmpty()) {
            tools(body.putArray("tools"), request.tools());
        }
        if (!request.system().isBlank()) {
            marked(body.putArray("system").addObject().put("type", "text").put("text", request.system()));
        }
        messages(body.putArray("messages"), request.messages());
        return Json.write(body);
    }

    private static void marked(ObjectNode node) {
        node.putObject("cache_control").put("type", "ephemeral");
    }

    private static void bind(ObjectNode body, String schema) {
        var tool = body.putArray("tools").addObject().put("name", ANSWER).put("description", "Gives the whole answer.");
        tool.set("input_schema", Json.schema(schema));
        body.putObject("tool_choice").put("type", "tool").put("name", ANSWER).put("disable_parallel_tool_use", true);
    }

    private static void tools(ArrayNode array, List<ToolSpec> tools) {
        for (var tool : tools) {
            var node =
                    array.addObject().put("name", ToolNames.wire(tool.name())).put("description", tool.description());
            node.set("input_schema", Json.read(tool.name().value(), tool.parameters()));
        }
        if (array.path(array.size() - 1) instanceof ObjectNode last) {
            marked(last);
        }
    }

    private void messages(ArrayNode array, List<Message> messages) {
        for (var turn : Turns.of(messages).all()) {
            var content = Json.array();
            var role = switch (turn) {
                case Turn.Model(var said) -> {
                    assistant(content, said);
                    yield "assistant";
                }
                case Turn.Other(var results, var said) -> {
                    results.forEach(it -> result(content.addObject(), it));
                    said.forEach(it -> user(content, it));
                    yield "user";
                }
            };
            array.addObject().put("role", role).set("content", content);
        }
        mark(array.path(array.size() - 1));
    }

    /** An answer of the model as the last word is left as it is: thoughts take no mark. */
    private static void mark(JsonNode message) {
        var content = message.path("content");
        if (Json.text(message, "role").equals("user") && content.path(content.size() - 1) instanceof ObjectNode last) {
            marked(last);
        }
    }

    private static void user(ArrayNode content, Message.User said) {
        said.images().forEach(it -> image(content.addObject(), it));
        content.addObject().put("type", "text").put("text", said.text().isBlank() ? NOTHING : said.text());
    }

    private static void result(ObjectNode node, Message.ToolResult result) {
        node.put("type", "tool_result").put("tool_use_id", ToolNames.plain(result.callId()));
        if (!result.output().isBlank()) {
            node.put("content", result.output());
        }
        if (!result.ok()) {
            node.put("is_error", true);
        }
    }

    private static void image(ObjectNode node, Image image) {
        node.put("type", "image")
                .putObject("source")
                .put("type", "base64")
                .put("media_type", image.mediaType())
                .put("data", image.data());
    }

    private void assistant(ArrayNode content, Message.Assistant said) {
        var kept = verbatim.of(said.toolCalls());
        if (kept.isPresent()) {
            content.addAll(kept.get());
            return;
        }
        if (!said.text().isBlank() || said.toolCalls().isEmpty()) {
            content.addObject().put("type", "text").put("text", said.text().isBlank() ? NOTHING : said.text());
        }
        for (var call : said.toolCalls()) {
            var input = Json.attempt(call.arguments());
            content.addObject()
                    .put("type", "tool_use")
                    .put("id", ToolNames.plain(call.id()))
                    .put("name", ToolNames.plain(call.name()))
                    .set("input", input.isObject() ? input : Json.object());
        }
    }
}
