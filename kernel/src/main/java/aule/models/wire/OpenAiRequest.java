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

    /** How a schema is told to a server that takes none. */
    private static final String BOUND = "Answer with one JSON object that matches this JSON Schema:\n";

    /**
     * What servers of this protocol do not agree on.
     *
     * @param length the field that limits the answer
     * @param loose whether a schema stands in the system prompt, because only an object can be asked for
     */
    record Manner(String length, boolean loose) {}

    private OpenAiRequest() {}

    static String body(String model, Manner manner, Request request) {
        var body = Json.object().put("model", model).put("stream", true);
        body.putObject("stream_options").put("include_usage", true);
        body.put(manner.length(), request.maxTokens());
        if (request.temperature() != null) {
            body.put("temperature", request.temperature());
        }
        var messages = body.putArray("messages");
        var system = system(manner, request);
        if (!system.isEmpty()) {
            messages.addObject().put("role", "system").put("content", system);
        }
        request.messages().forEach(it -> message(messages.addObject(), it));
        if (!request.tools().isEmpty()) {
            tools(body.putArray("tools"), request.tools());
        }
        if (request.schema() != null) {
            format(body.putObject("response_format"), manner, Json.schema(request.schema()));
        }
        return Json.write(body);
    }

    private static String system(Manner manner, Request request) {
        return manner.loose() && request.schema() != null
                ? (request.system() + "\n\n" + BOUND + request.schema()).strip()
                : request.system();
    }

    /** OpenAI takes a schema strictly only if it leaves nothing open; other servers always do. */
    private static void format(ObjectNode format, Manner manner, JsonNode schema) {
        if (manner.loose()) {
            format.put("type", "json_object");
            return;
        }
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
