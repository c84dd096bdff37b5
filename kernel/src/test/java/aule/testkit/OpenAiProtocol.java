package aule.testkit;

import aule.testkit.WireServer.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes the frames of OpenAI's chat completions. */
final class OpenAiProtocol implements ModelProtocol, ModelProtocol.Voice {

    final List<String> models = new CopyOnWriteArrayList<>(List.of("gpt-5.2", "text-embedding-3-small"));

    private final String chats;

    /** @param chats a regular expression for the path of a chat */
    OpenAiProtocol(String chats) {
        this.chats = chats;
    }

    @Override
    public boolean isChat(String path) {
        return path.matches(chats);
    }

    @Override
    public Voice voice() {
        return this;
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public byte[] text(String piece) {
        return delta(Map.of("content", piece), null);
    }

    @Override
    public byte[] thought(String piece) {
        return delta(Map.of("reasoning_content", piece), null);
    }

    @Override
    public List<byte[]> call(int index, Turn.Call call) {
        var middle = call.arguments().length() / 2;
        return List.of(
                fragment(Map.of(
                        "index",
                        index,
                        "id",
                        "call_%d_%s".formatted(index, Integer.toHexString(System.identityHashCode(call))),
                        "type",
                        "function",
                        "function",
                        Map.of("name", call.tool(), "arguments", ""))),
                fragment(Map.of(
                        "index",
                        index,
                        "function",
                        Map.of("arguments", call.arguments().substring(0, middle)))),
                fragment(Map.of(
                        "index",
                        index,
                        "function",
                        Map.of("arguments", call.arguments().substring(middle)))));
    }

    private static byte[] fragment(Map<String, Object> fragment) {
        return delta(Map.of("tool_calls", List.of(fragment)), null);
    }

    @Override
    public List<byte[]> ending(Turn.Answer answer) {
        var usage = answer.usage();
        var all = new ArrayList<byte[]>();
        all.add(delta(Map.of(), answer.finish()));
        all.add(frame(Map.of(
                "choices",
                List.of(),
                "usage",
                Map.of(
                        "prompt_tokens", usage.tokensIn(),
                        "completion_tokens", usage.tokensOut(),
                        "prompt_tokens_details", Map.of("cached_tokens", usage.cachedTokens()),
                        "completion_tokens_details", Map.of("reasoning_tokens", usage.reasoningTokens())))));
        all.add(ModelProtocol.utf8("data: [DONE]\n\n"));
        return all;
    }

    @Override
    public byte[] error(String message) {
        return frame(Map.of("error", Map.of("message", message)));
    }

    @Override
    public String refusal(int status, String message) {
        return JSON.writeValueAsString(Map.of("error", Map.of("message", message, "type", "scripted")));
    }

    @Override
    public Heard heard(JsonNode request) {
        var messages = request.path("messages");
        var images = messages.valueStream()
                .flatMap(it -> it.path("content").valueStream())
                .filter(it -> it.path("type").asString("").equals("image_url"))
                .map(it -> it.path("image_url").path("url").asString(""))
                .map(it -> it.replaceFirst("^data:image/png;base64,", ""))
                .toList();
        var last = messages.path(messages.size() - 1).path("content");
        return new Heard(
                messages.valueStream().map(it -> it.path("role").asString("")).toList(),
                last.asString(last.path(0).path("text").asString("")),
                images,
                request.path("response_format").path("json_schema").path("schema"));
    }

    @Override
    public String other(Received request) {
        if (request.path().endsWith("/embeddings") || request.path().contains("/embeddings?")) {
            return embeddings(JSON.readTree(request.body()).path("input"));
        }
        if (!request.path().equals("/v1/models")) {
            return "";
        }
        var data = models.stream()
                .map(it -> Map.of("id", it, "object", "model", "max_model_len", 40_960))
                .toList();
        return JSON.writeValueAsString(Map.of("object", "list", "data", data));
    }

    /** In another order than asked for, which the index tells. */
    private static String embeddings(JsonNode input) {
        var data = IntStream.range(0, input.size())
                .mapToObj(it -> Map.of(
                        "index", it, "embedding", Vectors.of(input.path(it).asString(""))))
                .toList()
                .reversed();
        return JSON.writeValueAsString(
                Map.of("data", data, "usage", Map.of("prompt_tokens", input.size(), "total_tokens", input.size())));
    }

    private static byte[] delta(Map<String, Object> delta, @Nullable String finish) {
        var choice = finish == null
                ? Map.of("index", 0, "delta", delta)
                : Map.of("index", 0, "delta", delta, "finish_reason", finish);
        return frame(Map.of("id", "chatcmpl-1", "object", "chat.completion.chunk", "choices", List.of(choice)));
    }

    private static byte[] frame(Map<String, Object> chunk) {
        return ModelProtocol.utf8("data: " + JSON.writeValueAsString(chunk) + "\n\n");
    }
}
