package aule.models.wire;

import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * OpenAI's words for vectors.
 *
 * @param path where they are asked for
 */
record OpenAiEmbedding(String path) implements Embedder.Dialect {

    @Override
    public String path(String model) {
        return path;
    }

    @Override
    public int most() {
        return 128;
    }

    @Override
    public JsonNode question(String model, List<String> texts) {
        var body = Json.object().put("model", model).put("encoding_format", "float");
        texts.forEach(body.putArray("input")::add);
        return body;
    }

    @Override
    public List<JsonNode> vectors(JsonNode answer) {
        return answer.path("data")
                .valueStream()
                .sorted(Comparator.comparingLong(it -> Json.number(it, "index")))
                .map(it -> it.path("embedding"))
                .toList();
    }

    @Override
    public long tokens(JsonNode answer) {
        return Json.number(answer.path("usage"), "prompt_tokens");
    }
}
