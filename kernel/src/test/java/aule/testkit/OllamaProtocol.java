package aule.testkit;

import aule.testkit.OllamaServer.Installed;
import aule.testkit.WireServer.Received;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Writes the frames of Ollama's native protocol. */
final class OllamaProtocol implements ModelProtocol, ModelProtocol.Voice {

    final List<Installed> installed = new CopyOnWriteArrayList<>(
            List.of(new Installed("llama3.2:latest", "3.2B", List.of("completion", "tools"))));

    final List<String> loaded = new CopyOnWriteArrayList<>();

    @Override
    public boolean isChat(String path) {
        return path.equals("/api/chat");
    }

    @Override
    public String noise() {
        return "\n";
    }

    @Override
    public Voice voice() {
        return this;
    }

    @Override
    public String contentType() {
        return "application/x-ndjson";
    }

    @Override
    public byte[] text(String piece) {
        return message(Map.of("role", "assistant", "content", piece));
    }

    @Override
    public byte[] thought(String piece) {
        return message(Map.of("role", "assistant", "content", "", "thinking", piece));
    }

    @Override
    public List<byte[]> call(int index, Turn.Call call) {
        var arguments = ModelProtocol.arguments(call);
        var function = Map.of("name", call.tool(), "arguments", arguments);
        return List.of(message(
                Map.of("role", "assistant", "content", "", "tool_calls", List.of(Map.of("function", function)))));
    }

    @Override
    public List<byte[]> ending(Turn.Answer answer) {
        return List.of(line(Map.of(
                "message", Map.of("role", "assistant", "content", ""),
                "done", true,
                "done_reason", answer.finish().equals("length") ? "length" : "stop",
                "prompt_eval_count", answer.usage().tokensIn(),
                "eval_count", answer.usage().tokensOut())));
    }

    @Override
    public byte[] error(String message) {
        return line(Map.of("error", message));
    }

    @Override
    public String refusal(int status, String message) {
        return JSON.writeValueAsString(Map.of("error", message));
    }

    @Override
    public Heard heard(JsonNode request) {
        var messages = request.path("messages");
        return new Heard(
                messages.valueStream().map(it -> it.path("role").asString("")).toList(),
                messages.path(messages.size() - 1).path("content").asString(""),
                messages.valueStream()
                        .flatMap(it -> it.path("images").valueStream())
                        .map(it -> it.asString(""))
                        .toList(),
                request.path("format"));
    }

    @Override
    public String other(Received request) {
        return switch (request.path()) {
            case "/api/version" -> "{\"version\":\"0.12.0\"}";
            case "/api/tags" -> tags();
            case "/api/show" -> show(JSON.readTree(request.body()).path("model").asString(""));
            case "/api/embed" -> embeddings(JSON.readTree(request.body()).path("input"));
            case "/api/ps" -> running();
            case "/api/generate" -> unload(JSON.readTree(request.body()));
            default -> "";
        };
    }

    private static String embeddings(JsonNode input) {
        var vectors = input.valueStream().map(it -> Vectors.of(it.asString(""))).toList();
        return JSON.writeValueAsString(Map.of("embeddings", vectors, "prompt_eval_count", input.size()));
    }

    private String running() {
        var models = loaded.stream()
                .map(it -> Map.of(
                        "name",
                        it,
                        "size",
                        3_000_000_000L,
                        "size_vram",
                        1_000_000_000L,
                        "expires_at",
                        "2026-06-04T14:38:31.83753-07:00"))
                .toList();
        return JSON.writeValueAsString(Map.of("models", models));
    }

    /** A request without a prompt loads a model, or lets go of it at once. */
    private String unload(JsonNode request) {
        var name = request.path("model").asString("");
        var full = name.contains(":") ? name : name + ":latest";
        if (installed.stream().noneMatch(it -> it.name().equals(full))) {
            return "";
        }
        if (request.path("keep_alive").asInt(-1) == 0) {
            loaded.remove(full);
        }
        return JSON.writeValueAsString(Map.of("model", name, "response", "", "done", true, "done_reason", "unload"));
    }

    private String tags() {
        var models = installed.stream()
                .map(it -> Map.of(
                        "name", it.name(),
                        "model", it.name(),
                        "digest", "digest-of-" + it.name() + it.capabilities(),
                        "size", 2_000_000_000L,
                        "details", Map.of("parameter_size", it.size())))
                .toList();
        return JSON.writeValueAsString(Map.of("models", models));
    }

    private String show(String name) {
        return installed.stream()
                .filter(it -> it.name().equals(name))
                .map(it -> JSON.writeValueAsString(Map.of(
                        "capabilities", it.capabilities(),
                        "model_info", Map.of("general.architecture", "llama", "llama.context_length", 131_072))))
                .findFirst()
                .orElse("");
    }

    private static byte[] message(Map<String, Object> message) {
        return line(Map.of("message", message, "done", false));
    }

    private static byte[] line(Map<String, Object> object) {
        return ModelProtocol.utf8(JSON.writeValueAsString(object) + "\n");
    }
}
