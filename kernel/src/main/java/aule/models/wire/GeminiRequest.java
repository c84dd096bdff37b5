package aule.models.wire;

import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.models.ChatModel.ToolSpec;
import aule.models.wire.Turns.Turn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes requests of Gemini's protocol.
 *
 * @param thinks whether the model may be asked for its thoughts; others refuse to be
 */
record GeminiRequest(Verbatim verbatim, boolean thinks) {

    /** What Gemini takes in the place of a signature for a call that it did not sign. */
    private static final String UNSIGNED = "skip_thought_signature_validator";

    /** What is sent where there is nothing to say. */
    private static final String NOTHING = "(nothing)";

    /** How ids begin that were made here and that Gemini has never seen. */
    private static final String OURS = "call-";

    String body(Request request) {
        var body = Json.object();
        if (!request.system().isBlank()) {
            text(body.putObject("systemInstruction").putArray("parts"), request.system());
        }
        var contents = body.putArray("contents");
        var names = names(request.messages());
        Turns.of(request.messages()).all().forEach(it -> turn(contents, it, names));
        if (!request.tools().isEmpty() && request.schema() == null) {
            tools(body.putArray("tools").addObject().putArray("functionDeclarations"), request.tools());
        }
        config(body.putObject("generationConfig"), request);
        return Json.write(body);
    }

    private void config(ObjectNode config, Request request) {
        config.put("maxOutputTokens", request.maxTokens());
        if (request.temperature() != null) {
            config.put("temperature", request.temperature());
        }
        if (thinks) {
            config.putObject("thinkingConfig").put("includeThoughts", true);
        }
        if (request.schema() != null) {
            config.put("responseMimeType", "application/json")
                    .set("responseSchema", GeminiSchema.of(Json.schema(request.schema())));
        }
    }

    /** A function without parameters is one whose parameters are not mentioned. */
    private static void tools(ArrayNode array, List<ToolSpec> tools) {
        for (var tool : tools) {
            var node =
                    array.addObject().put("name", ToolNames.wire(tool.name())).put("description", tool.description());
            var parameters = Json.read(tool.name().value(), tool.parameters());
            if (!parameters.path("properties").isEmpty()) {
                node.set("parameters", GeminiSchema.of(parameters));
            }
        }
    }

    /** What calls were called, by their ids: a result goes under the name of its call. */
    private static Map<String, String> names(List<Message> messages) {
        var names = new HashMap<String, String>();
        for (var message : messages) {
            if (message instanceof Message.Assistant said) {
                said.toolCalls().forEach(it -> names.put(it.id(), ToolNames.plain(it.name())));
            }
        }
        return names;
    }

    private void turn(ArrayNode contents, Turn turn, Map<String, String> names) {
        switch (turn) {
            case Turn.Model(var said) ->
                contents.addObject().put("role", "model").set("parts", parts(said));
            case Turn.Other(var results, var said) -> {
                if (!results.isEmpty()) {
                    var parts = contents.addObject().put("role", "user").putArray("parts");
                    results.forEach(it -> result(parts, it, names));
                }
                if (!said.isEmpty()) {
                    var parts = contents.addObject().put("role", "user").putArray("parts");
                    said.forEach(it -> user(parts, it));
                }
            }
        }
    }

    private static void user(ArrayNode parts, Message.User said) {
        for (var image : said.images()) {
            parts.addObject()
                    .putObject("inlineData")
                    .put("mimeType", image.mediaType())
                    .put("data", image.data());
        }
        text(parts, said.text());
    }

    private static void text(ArrayNode parts, String text) {
        parts.addObject().put("text", text.isBlank() ? NOTHING : text);
    }

    private static void result(ArrayNode parts, Message.ToolResult result, Map<String, String> names) {
        var node = parts.addObject().putObject("functionResponse");
        var name = names.getOrDefault(result.callId(), ToolNames.wire(result.tool()));
        named(node, result.callId()).put("name", name);
        node.putObject("response").put(result.ok() ? "output" : "error", result.output());
    }

    private static ObjectNode named(ObjectNode node, String callId) {
        return callId.startsWith(OURS) ? node : node.put("id", callId);
    }

    private ArrayNode parts(Message.Assistant said) {
        return verbatim.of(said.toolCalls()).orElseGet(() -> rewritten(said));
    }

    /** Of calls that are made at once only the first is signed. */
    private static ArrayNode rewritten(Message.Assistant said) {
        var parts = Json.array();
        if (!said.text().isBlank() || said.toolCalls().isEmpty()) {
            text(parts, said.text());
        }
        var signed = false;
        for (var call : said.toolCalls()) {
            var part = parts.addObject();
            var arguments = Json.attempt(call.arguments());
            named(part.putObject("functionCall"), call.id())
                    .put("name", ToolNames.plain(call.name()))
                    .set("args", arguments.isObject() ? arguments : Json.object());
            if (!signed) {
                part.put("thoughtSignature", UNSIGNED);
                signed = true;
            }
        }
        return parts;
    }
}
