package aule.models.wire;

import aule.egress.Incoming;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A model behind the chat completions protocol of OpenAI, which many servers speak. */
public final class OpenAiModel implements ChatModel {

    /** Models that reason may be silent for minutes before their first word. */
    public static final Patience PATIENCE =
            new Patience(Duration.ofMinutes(3), Duration.ofMinutes(3), Duration.ofMinutes(30), 64L << 20);

    private final ModelSpec spec;
    private final Server server;
    private final Ids ids;
    private final Patience patience;

    public OpenAiModel(ModelSpec spec, Server server, Ids ids, Patience patience) {
        this.spec = spec;
        this.server = server;
        this.ids = ids;
        this.patience = patience;
    }

    @Override
    public ModelSpec spec() {
        return spec;
    }

    @Override
    public Reply chat(Request request, Listener listener) throws InterruptedException {
        var body = OpenAiRequest.body(spec.name(), server.base(), request.seenBy(spec));
        var gathering = new Gathering(spec.id(), listener);
        var parts = new CallParts(ids);
        try (var answer = server.stream(spec.id(), "/chat/completions", body, patience)) {
            if (answer.header("Content-Type").orElse("").startsWith("application/json")) {
                take(Json.read(spec.id(), answer.text()), gathering, parts);
            } else {
                listen(answer, gathering, parts);
            }
        }
        return gathering.reply(parts.calls(new ToolNames(request.tools())));
    }

    private void listen(Incoming answer, Gathering gathering, CallParts parts) throws InterruptedException {
        for (var line = answer.line(); line != null; line = answer.line()) {
            if (line.isBlank() || line.startsWith(":") || line.startsWith("event:") || line.startsWith("id:")) {
                continue;
            }
            var data = line.startsWith("data:") ? line.substring(5).strip() : line;
            if (data.equals("[DONE]")) {
                return;
            }
            take(Json.read(spec.id(), data), gathering, parts);
        }
        if (!gathering.finished()) {
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR, "%s ended in the middle of its answer.".formatted(spec.id()));
        }
    }

    private void take(JsonNode chunk, Gathering gathering, CallParts parts) {
        if (!chunk.path("error").isMissingNode() && !chunk.path("error").isNull()) {
            throw new AuleException(
                    ErrorCode.PROVIDER_ERROR,
                    "%s failed while it answered: %s".formatted(spec.id(), Server.sentence(chunk)));
        }
        if (chunk.path("usage").isObject()) {
            gathering.usage(usage(chunk.path("usage")));
        }
        var choice = chunk.path("choices").path(0);
        var delta = choice.path(choice.has("delta") ? "delta" : "message");
        gathering.thought(Json.text(delta, delta.has("reasoning_content") ? "reasoning_content" : "reasoning"));
        gathering.text(Json.text(delta, "content"));
        gathering.text(Json.text(delta, "refusal"));
        for (var fragment : delta.path("tool_calls")) {
            gathering.touched();
            parts.add(fragment);
        }
        if (choice.path("finish_reason").isString()) {
            gathering.finish(Json.text(choice, "finish_reason"));
        }
    }

    private static TokenUsage usage(JsonNode usage) {
        return new TokenUsage(
                Json.number(usage, "prompt_tokens"),
                Json.number(usage, "completion_tokens"),
                Json.number(usage.path("prompt_tokens_details"), "cached_tokens"),
                Json.number(usage.path("completion_tokens_details"), "reasoning_tokens"));
    }
}
