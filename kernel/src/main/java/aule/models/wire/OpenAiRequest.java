package aule.models.wire;

import aule.models.ChatModel.Image;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.models.ChatModel.ToolSpec;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes requests of the chat completions protocol. */
final class OpenAiRequest {

    private OpenAiRequest() {}

    /** @param length the field that limits the answer: OpenAI's newer models refuse the one that everybody else knows */
    static String body(String model, String length, Request request) {
        var body = Json.object().put("model", model).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        body.put(length, request.maxTokens());
        if (request.temperature() != null) {
            body.put("temperature", request.temperature());
        }
        var messages = body.putArray("messages");
        if (!request.system().isEmpty()) {
            messages.addObject().put("role", "system").put("content", request.system());
        }
        request.messages().forEach(it -> message(messages.addObject(), it));
        if (!request.tools().isEmpty()) {
            tools(body.putArray("tools"), request.tools());
        }
        if (request.schema() != null) {
            format(body.putObject("response_format"), Json.schema(request.schema()));
        }
        return Json.write(body);
    }

    /** OpenAI takes a schema strictly only if it leaves nothing open; other servers always do. */
    private static void format(ObjectNode format, JsonNode schema) {
        format.put("type", "json_schema")
                .putObject("json_schema")
                .put("name", "answer")
                .put("strict", closed(schema))
                .set("schema", schema);
    }

    /** Whether every object in a schema has just the members that it requires. */
    private static boolean closed(JsonNode schema) {
        var properties = schema.path("properties");
        var required = schema.path("required");
        var exact = (properties.isMissingNode() && !Json.text(schema, "type").equals("object"))
                || (required.size() == properties.size()
                        && schema.path("additionalProperties").isBoolean()
                        && !schema.path("additionalProperties").booleanValue());
        return exact && schema.valueStream().filter(JsonNode::isContainer).allMatch(OpenAiRequest::closed);
    }

    private static void message(ObjectNode node, Message message) {
        switch (message) {
            case Message.User(var text, var images) -> {
                node.put("role", "user");
                if (images.isEmpty()) {
                    node.put("content", text);
                } else {
                    parts(node.putArray("content"), text, images);
                }
            }
            case Message.Assistant said -> {
                node.put("role", "assistant");
                node.put("content", said.text().isEmpty() && !said.toolCalls().isEmpty() ? null : said.text());
                if (!said.toolCalls().isEmpty()) {
                    calls(node.putArray("tool_calls"), said);
                }
            }
            case Message.ToolResult result ->
                node.put("role", "tool").put("tool_call_id", result.callId()).put("content", result.output());
        }
    }

    private static void parts(ArrayNode parts, String text, List<Image> images) {
        parts.addObject().put("type", "text").put("text", text);
        for (var image : images) {
            parts.addObject()
                    .put("type", "image_url")
                    .putObject("image_url")
                    .put("url", "data:%s;base64,%s".formatted(image.mediaType(), image.data()));
        }
    }

    private static void calls(ArrayNode calls, Message.Assistant said) {
        for (var call : said.toolCalls()) {
            var node = calls.addObject().put("id", call.id()).put("type", "function");
            node.putObject("function")
                    .put("name", ToolNames.plain(call.name()))
                    .put("arguments", arguments(call.arguments()));
        }
    }

    /** Some servers refuse a whole conversation because one call in it was not an object. */
    private static String arguments(String asked) {
        return Json.attempt(asked).isObject() ? asked : "{}";
    }

    /** Ollama takes the same form. */
    static void tools(ArrayNode array, List<ToolSpec> tools) {
        for (var tool : tools) {
            var function = array.addObject().put("type", "function").putObject("function");
            function.put("name", ToolNames.wire(tool.name())).put("description", tool.description());
            function.set("parameters", Json.read(tool.name().value(), tool.parameters()));
        }
    }
}
