package aule.models.wire;

import aule.kernel.TokenUsage;
import aule.models.ChatModel.Image;
import aule.models.ImageModel.Wish;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Gemini's words for pictures: a chat whose answer holds one. */
record GeminiImages() implements Painter.Dialect {

    @Override
    public String path(String model) {
        return GeminiModel.path(model, "generateContent");
    }

    /** A size is said in words: this protocol knows shapes only. */
    @Override
    public JsonNode question(String model, Wish wish) {
        var body = Json.object();
        var parts = body.putArray("contents").addObject().put("role", "user").putArray("parts");
        parts.addObject()
                .put(
                        "text",
                        wish.size() == null
                                ? wish.prompt()
                                : "%s\n\nSize: %s pixels.".formatted(wish.prompt(), wish.size()));
        body.putObject("generationConfig")
                .putArray("responseModalities")
                .add("TEXT")
                .add("IMAGE");
        return body;
    }

    @Override
    public Optional<Image> picture(JsonNode answer) {
        return answer.path("candidates")
                .path(0)
                .path("content")
                .path("parts")
                .valueStream()
                .map(it -> it.path("inlineData"))
                .filter(it -> !Json.text(it, "data").isEmpty())
                .map(it -> new Image(Json.text(it, "mimeType"), Json.text(it, "data")))
                .findFirst();
    }

    @Override
    public TokenUsage usage(JsonNode answer) {
        var usage = answer.path("usageMetadata");
        return new TokenUsage(Json.number(usage, "promptTokenCount"), Json.number(usage, "candidatesTokenCount"), 0, 0);
    }
}
