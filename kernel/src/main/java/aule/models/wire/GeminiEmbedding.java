package aule.models.wire;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Gemini's words for vectors. */
record GeminiEmbedding() implements Embedder.Dialect {

    @Override
    public String path(String model) {
        return GeminiModel.path(model, "batchEmbedContents");
    }

    @Override
    public int most() {
        return 100;
    }

    @Override
    public JsonNode question(String model, List<String> texts) {
        var body = Json.object();
        var requests = body.putArray("requests");
        for (var text : texts) {
            var request = requests.addObject().put("model", GeminiModel.resource(model));
            request.putObject("content").putArray("parts").addObject().put("text", text);
        }
        return body;
    }

    @Override
    public List<JsonNode> vectors(JsonNode answer) {
        return answer.path("embeddings")
                .valueStream()
                .map(it -> it.path("values"))
                .toList();
    }

    @Override
    public long tokens(JsonNode answer) {
        return Json.number(answer.path("usageMetadata"), "promptTokenCount");
    }
}
