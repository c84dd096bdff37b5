package aule.models.wire;

import aule.egress.Patience;
import aule.kernel.Ids;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A model served by Ollama, over its native protocol: one JSON object a line. */
public final class OllamaModel implements ChatModel {

    /** The first word may wait until the model is loaded from disk. */
    public static final Patience PATIENCE = new Patience(
            Duration.ofMinutes(10), Duration.ofMinutes(15), Duration.ofMinutes(3), Duration.ofMinutes(60), 64L << 20);

    /** Ollama's own default window is too short for tools and cuts what is too long without a word. */
    private static final int WINDOW = 16_384;

    /**
     * How a model is run.
     *
     * @param thinks whether it can be asked for its thoughts
     * @param keepAlive how long it stays in memory after an answer; null leaves it to Ollama
     */
    record Habits(boolean thinks, @Nullable Duration keepAlive) {

        static final Habits THINKING = new Habits(true, null);
    }

    private final ModelSpec spec;
    private final Habits habits;
    private final Server server;
    private final Ids ids;
    private final Patience patience;

    OllamaModel(ModelSpec spec, Habits habits, Server server, Ids ids, Patience patience) {
        this.spec = spec;
        this.habits = habits;
        this.server = server;
        this.ids = ids;
        this.patience = patience;
    }

    /** How much a model is given to read: what it can, up to what a usual machine has memory for. */
    static int window(@Nullable Integer longest) {
        return longest == null ? WINDOW : Math.min(longest, WINDOW);
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var body = Json.write(body(request.seenBy(spec)));
        return new Exchange(spec.id(), server, ids, patience)
                .ask("/api/chat", body, request, listener, OllamaModel::take);
    }

    private static void take(JsonNode chunk, Gathering gathering) {
        var message = chunk.path("message");
        gathering.thought(Json.text(message, "thinking"));
        gathering.text(Json.text(message, "content"));
        message.path("tool_calls").forEach(it -> call(it, gathering));
        if (chunk.path("done").asBoolean(false)) {
            gathering.usage(
                    new TokenUsage(Json.number(chunk, "prompt_eval_count"), Json.number(chunk, "eval_count"), 0, 0));
            gathering.finish(Json.text(chunk, "done_reason"));
            gathering.end();
        }
    }

    /** Calls come whole, so an index, which some versions repeat, says nothing. */
    private static void call(JsonNode call, Gathering gathering) {
        var function = call.path("function");
        gathering.call(
                CallParts.NO_INDEX,
                Json.text(call, "id"),
                Json.text(function, "name"),
                CallParts.arguments(function.path("arguments")));
    }

    private ObjectNode body(Request request) {
        var body = Json.object().put("model", spec.name()).put("stream", true);
        if (habits.thinks()) {
            body.put("think", true);
        }
        if (habits.keepAlive() != null) {
            body.put("keep_alive", habits.keepAlive().toSeconds());
        }
        var options = body.putObject("options").put("num_predict", request.maxTokens());
        options.put("num_ctx", window(spec.contextTokens()));
        if (request.temperature() != null) {
            options.put("temperature", request.temperature());
        }
        var messages = body.putArray("messages");
        if (!request.system().isEmpty()) {
            messages.addObject().put("role", "system").put("content", request.system());
        }
        request.messages().forEach(it -> message(messages.addObject(), it));
        if (!request.tools().isEmpty()) {
            OpenAiRequest.tools(body.putArray("tools"), request.tools());
        }
        if (request.schema() != null) {
            body.set("format", Json.schema(request.schema()));
        }
        return body;
    }

    private static void message(ObjectNode node, Message message) {
        switch (message) {
            case Message.User(var text, var images) -> {
                node.put("role", "user").put("content", text);
                if (!images.isEmpty()) {
                    var data = node.putArray("images");
                    images.forEach(it -> data.add(it.data()));
                }
            }
            case Message.Assistant said -> {
                node.put("role", "assistant").put("content", said.text());
                if (!said.toolCalls().isEmpty()) {
                    calls(node, said);
                }
            }
            case Message.ToolResult result ->
                node.put("role", "tool")
                        .put("tool_name", ToolNames.wire(result.tool()))
                        .put("content", result.output());
        }
    }

    /** Arguments go as an object here; a call whose arguments were none is shown without any. */
    private static void calls(ObjectNode node, Message.Assistant said) {
        var calls = node.putArray("tool_calls");
        for (var call : said.toolCalls()) {
            var arguments = Json.attempt(call.arguments());
            calls.addObject()
                    .putObject("function")
                    .put("name", ToolNames.plain(call.name()))
                    .set("arguments", arguments.isObject() ? arguments : Json.object());
        }
    }
}
