package aule.testkit;

import aule.testkit.WireServer.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** What Gemini's protocol consists of. */
final class GeminiProtocol implements ModelProtocol, ModelProtocol.Voice {

    /** Small, so that a short list has several pages. */
    private static final int PAGE = 2;

    final List<String> models = new CopyOnWriteArrayList<>(List.of("gemini-3.1-pro-preview", "gemini-embedding-001"));

    @Override
    public boolean isChat(String path) {
        return path.matches("/v1beta/models/[^/:]+:streamGenerateContent\\?alt=sse");
    }

    @Override
    public String contentType() {
        return "text/event-stream";
    }

    @Override
    public Voice voice() {
        return this;
    }

    @Override
    public byte[] text(String piece) {
        return parts(Map.of("text", piece));
    }

    @Override
    public byte[] thought(String piece) {
        return parts(Map.of("text", piece, "thought", true));
    }

    /** Calls come whole; the first of an answer is signed. */
    @Override
    public List<byte[]> call(int index, Turn.Call call) {
        var function = Map.of("name", call.tool(), "args", ModelProtocol.arguments(call));
        return List.of(parts(
                index > 0
                        ? Map.of("functionCall", function)
                        : Map.of("functionCall", function, "thoughtSignature", "c2lnbmVk")));
    }

    @Override
    public List<byte[]> ending(Turn.Answer answer) {
        var usage = answer.usage();
        var reason = switch (answer.finish()) {
            case "length" -> "MAX_TOKENS";
            case "content_filter" -> "SAFETY";
            default -> "STOP";
        };
        return List.of(frame(Map.of(
                "candidates", List.of(Map.of("finishReason", reason, "index", 0)),
                "usageMetadata",
                        Map.of(
                                "promptTokenCount", usage.tokensIn(),
                                "cachedContentTokenCount", usage.cachedTokens(),
                                "candidatesTokenCount", usage.tokensOut() - usage.reasoningTokens(),
                                "thoughtsTokenCount", usage.reasoningTokens(),
                                "totalTokenCount", usage.tokensIn() + usage.tokensOut()))));
    }

    @Override
    public byte[] error(String message) {
        return frame(Map.of("error", Map.of("code", 500, "message", message, "status", "INTERNAL")));
    }

    @Override
    public String refusal(int status, String message) {
        var name = switch (status) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 500 -> "INTERNAL";
            case 503 -> "UNAVAILABLE";
            default -> "INVALID_ARGUMENT";
        };
        return JSON.writeValueAsString(Map.of("error", Map.of("code", status, "message", message, "status", name)));
    }

    @Override
    public String objection(Received request, JsonNode chat) {
        return GeminiRules.objection(chat);
    }

    @Override
    public Heard heard(JsonNode request) {
        var roles = new ArrayList<String>();
        if (request.has("systemInstruction")) {
            roles.add("system");
        }
        for (var content : request.path("contents")) {
            var answers = content.path("parts").path(0).has("functionResponse");
            var model = content.path("role").asString("").equals("model");
            roles.add(answers ? "tool" : model ? "assistant" : "user");
        }
        var parts = request.path("contents")
                .valueStream()
                .flatMap(it -> it.path("parts").valueStream())
                .toList();
        var images = parts.stream()
                .filter(it -> it.has("inlineData"))
                .map(it -> it.path("inlineData").path("data").asString(""))
                .toList();
        return new Heard(
                roles,
                last(parts.getLast()),
                images,
                request.path("generationConfig").path("responseSchema"));
    }

    private static String last(JsonNode part) {
        var response = part.path("functionResponse").path("response");
        return part.path("text").asString(response.path("output").asString(""));
    }

    @Override
    public String other(Received request) {
        if (request.path().matches("/v1beta/models/[^/:]+:batchEmbedContents")) {
            return embeddings(JSON.readTree(request.body()).path("requests"));
        }
        if (!request.path().startsWith("/v1beta/models?")) {
            return "";
        }
        var token = request.path().replaceFirst(".*pageToken=|.*", "");
        var from = token.isEmpty() ? 0 : Integer.parseInt(token);
        var listed = JSON.createObjectNode();
        var array = listed.putArray("models");
        for (var name : models.subList(from, Math.min(from + PAGE, models.size()))) {
            array.addObject()
                    .put("name", "models/" + name)
                    .put("inputTokenLimit", 1_048_576)
                    .put("thinking", true)
                    .putArray("supportedGenerationMethods")
                    .add(name.contains("embedding") ? "embedContent" : "generateContent");
        }
        if (from + PAGE < models.size()) {
            listed.put("nextPageToken", String.valueOf(from + PAGE));
        }
        return JSON.writeValueAsString(listed);
    }

    private static String embeddings(JsonNode requests) {
        var vectors = requests.valueStream()
                .map(it -> it.path("content").path("parts").path(0).path("text").asString(""))
                .map(it -> Map.of("values", Vectors.of(it)))
                .toList();
        return JSON.writeValueAsString(
                Map.of("embeddings", vectors, "usageMetadata", Map.of("promptTokenCount", requests.size())));
    }

    private static byte[] parts(Map<String, Object> part) {
        var content = Map.of("role", "model", "parts", List.of(part));
        return frame(Map.of("candidates", List.of(Map.of("content", content, "index", 0))));
    }

    private static byte[] frame(Map<String, Object> chunk) {
        return ModelProtocol.utf8("data: " + JSON.writeValueAsString(chunk) + "\r\n\r\n");
    }
}
