package aule.models.wire;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Ollama's words for vectors. */
record OllamaEmbedding() implements Embedder.Dialect {

    @Override
    public String path(String model) {
        return "/api/embed";
    }

    @Override
    public int most() {
        return 64;
    }

    @Override
    public JsonNode question(String model, List<String> texts) {
        var body = Json.object().put("model", model).put("truncate", true);
        texts.forEach(body.putArray("input")::add);
        return body;
    }

    @Override
    public List<JsonNode> vectors(JsonNode answer) {
        return answer.path("embeddings").valueStream().toList();
    }

    @Override
    public long tokens(JsonNode answer) {
        return Json.number(answer, "prompt_eval_count");
    }
}
