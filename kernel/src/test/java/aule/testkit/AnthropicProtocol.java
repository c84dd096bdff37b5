package aule.testkit;

import aule.testkit.WireServer.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What Anthropic's messages protocol consists of. */
final class AnthropicProtocol implements ModelProtocol {

    /** Small, so that a short list has several pages. */
    private static final int PAGE = 2;

    final List<String> models = new CopyOnWriteArrayList<>(List.of("claude-opus-5-5", "claude-haiku-4-5"));

    @Override
    public boolean isChat(String path) {
        return path.equals("/v1/messages");
    }

    @Override
    public String contentType() {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public Voice voice() {
        return new AnthropicVoice();
    }

    @Override
    public String refusal(int status, String message) {
        var type = switch (status) {
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 529 -> "overloaded_error";
            default -> status < 500 ? "invalid_request_error" : "api_error";
        };
        return JSON.writeValueAsString(Map.of(
                "type",
                "error",
                "error",
                Map.of("type", type, "message", message),
                "request_id",
                "req_011CSHoEeqs5C35K2UUqR7Fy"));
    }

    @Override
    public String objection(Received request, JsonNode chat) {
        return AnthropicRules.objection(request.headers(), chat);
    }

    @Override
    public Heard heard(JsonNode request) {
        var roles = new ArrayList<String>();
        if (request.has("system")) {
            roles.add("system");
        }
        for (var message : request.path("messages")) {
            var role = message.path("role").asString("");
            message.path("content")
                    .valueStream()
                    .map(it -> it.path("type").asString("").equals("tool_result") ? "tool" : role)
                    .distinct()
                    .forEach(roles::add);
        }
        var blocks = request.path("messages")
                .valueStream()
                .flatMap(it -> it.path("content").valueStream())
                .toList();
        return new Heard(roles, last(blocks.getLast()), images(blocks.stream()), schema(request));
    }

    private static String last(JsonNode block) {
        return block.path("text").asString(block.path("content").asString(""));
    }

    private static List<String> images(Stream<JsonNode> blocks) {
        return blocks.filter(it -> it.path("type").asString("").equals("image"))
                .map(it -> it.path("source").path("data").asString(""))
                .toList();
    }

    private static JsonNode schema(JsonNode request) {
        var forced = request.path("tool_choice").path("name").asString("");
        return request.path("tools")
                .valueStream()
                .filter(it -> it.path("name").asString("").equals(forced))
                .map(it -> it.path("input_schema"))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    @Override
    public String other(Received request) {
        if (!request.path().startsWith("/v1/models?")) {
            return "";
        }
        var after = request.path().replaceFirst(".*after_id=|.*", "");
        var from = models.indexOf(after) + 1;
        var page = models.subList(from, Math.min(from + PAGE, models.size()));
        var data = page.stream()
                .map(it -> Map.of(
                        "type",
                        "model",
                        "id",
                        it,
                        "display_name",
                        it,
                        "created_at",
                        "2026-02-04T00:00:00Z",
                        "max_input_tokens",
                        200_000,
                        "capabilities",
                        Map.of("image_input", Map.of("supported", true))))
                .toList();
        return JSON.writeValueAsString(Map.of(
                "data",
                data,
                "has_more",
                from + PAGE < models.size(),
                "last_id",
                page.isEmpty() ? "" : page.getLast()));
    }
}
