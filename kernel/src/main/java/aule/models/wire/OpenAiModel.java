package aule.models.wire;

import aule.egress.Patience;
import aule.kernel.Ids;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import aule.models.Quirks.Form;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A model behind the chat completions protocol of OpenAI, which many servers speak. */
public final class OpenAiModel implements ChatModel {

    /** Models that reason may be silent for minutes before their first word. */
    public static final Patience PATIENCE = new Patience(
            Duration.ofMinutes(3), Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofMinutes(30), 64L << 20);

    private static final String PATH = "/chat/completions";

    private final ModelSpec spec;
    private final Server server;
    private final String path;
    private final @Nullable String length;
    private final Ids ids;
    private final Patience patience;

    public OpenAiModel(ModelSpec spec, Server server, Ids ids, Patience patience) {
        this(spec, server, PATH, null, ids, patience);
    }

    /**
     * @param path of its chats
     * @param length the field that limits an answer where no quirk names one; null for the usual one
     */
    OpenAiModel(ModelSpec spec, Server server, String path, @Nullable String length, Ids ids, Patience patience) {
        this.spec = spec;
        this.server = server;
        this.path = path;
        this.length = length;
        this.ids = ids;
        this.patience = patience;
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var body = OpenAiRequest.body(spec.name(), manner(), request.seenBy(spec));
        return new Exchange(spec.id(), server, ids, patience).ask(path, body, request, listener, OpenAiModel::take);
    }

    private OpenAiRequest.Manner manner() {
        var quirks = spec.quirks();
        var field = quirks.length() == null ? length : quirks.length();
        return new OpenAiRequest.Manner(field == null ? "max_tokens" : field, quirks.form() == Form.JSON_OBJECT);
    }

    private static void take(JsonNode chunk, Gathering gathering) {
        gathering.id(Json.text(chunk, "id"));
        if (chunk.path("usage").isObject()) {
            gathering.usage(usage(chunk.path("usage")));
        }
        var choice = chunk.path("choices").path(0);
        var delta = choice.path(choice.has("delta") ? "delta" : "message");
        gathering.thought(Json.text(delta, delta.has("reasoning_content") ? "reasoning_content" : "reasoning"));
        gathering.text(Json.text(delta, "content"));
        gathering.text(Json.text(delta, "refusal"));
        for (var fragment : delta.path("tool_calls")) {
            call(fragment, gathering);
        }
        if (choice.path("finish_reason").isString()) {
            gathering.finish(Json.text(choice, "finish_reason"));
        }
    }

    private static void call(JsonNode fragment, Gathering gathering) {
        var function = fragment.path("function");
        var index = fragment.path("index").isNumber() ? Json.number(fragment, "index") : CallParts.NO_INDEX;
        gathering.call(
                index,
                Json.text(fragment, "id"),
                Json.text(function, "name"),
                CallParts.arguments(function.path("arguments")));
    }

    private static TokenUsage usage(JsonNode usage) {
        return new TokenUsage(
                Json.number(usage, "prompt_tokens"),
                Json.number(usage, "completion_tokens"),
                Json.number(usage.path("prompt_tokens_details"), "cached_tokens"),
                Json.number(usage.path("completion_tokens_details"), "reasoning_tokens"));
    }
}
