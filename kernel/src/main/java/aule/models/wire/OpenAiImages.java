package aule.models.wire;

import aule.kernel.TokenUsage;
import aule.models.ChatModel.Image;
import aule.models.ImageModel.Wish;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** OpenAI's words for pictures, which LocalAI and others speak as well. */
record OpenAiImages() implements Painter.Dialect {

    /** They send pictures in no other way, and refuse to be told so. */
    private static final String INLINE_ONLY = "gpt-image";

    @Override
    public String path(String model) {
        return "/images/generations";
    }

    @Override
    public JsonNode question(String model, Wish wish) {
        var body =
                Json.object().put("model", model).put("prompt", wish.prompt()).put("n", 1);
        if (wish.size() != null) {
            body.put("size", wish.size());
        }
        return model.startsWith(INLINE_ONLY) ? body : body.put("response_format", "b64_json");
    }

    @Override
    public Optional<Image> picture(JsonNode answer) {
        var data = Json.text(answer.path("data").path(0), "b64_json");
        var format = Json.text(answer, "output_format");
        return data.isEmpty()
                ? Optional.empty()
                : Optional.of(new Image("image/" + (format.isEmpty() ? "png" : format), data));
    }

    @Override
    public TokenUsage usage(JsonNode answer) {
        var usage = answer.path("usage");
        return new TokenUsage(Json.number(usage, "input_tokens"), Json.number(usage, "output_tokens"), 0, 0);
    }
}
