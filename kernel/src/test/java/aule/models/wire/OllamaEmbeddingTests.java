package aule.models.wire;

import aule.egress.Egress;
import aule.models.EmbeddingModel;
import aule.models.ModelSpec;
import aule.testkit.EmbeddingContract;
import aule.testkit.ModelServer;
import aule.testkit.OllamaServer;
import aule.testkit.OllamaServer.Installed;
import java.util.List;
import java.util.UUID;

class OllamaEmbeddingTests extends EmbeddingContract {

    private final OllamaServer server = new OllamaServer();

    @Override
    protected ModelServer server() {
        return server;
    }

    private static OllamaInventory inventory(String base, Egress egress) {
        return new OllamaInventory(new Server("ollama", base, KEY, egress), () -> new UUID(7L, 1));
    }

    @Override
    protected List<ModelSpec> listed(Egress egress) throws InterruptedException {
        server.install(
                new Installed("llama3.2:latest", "3.2B", List.of("completion")),
                new Installed("nomic-embed-text:latest", "137M", List.of("embedding")));
        return inventory(server.address(), egress).lookForEmbedders();
    }

    @Override
    protected EmbeddingModel client(String address, Egress egress) {
        var inventory = inventory(address, egress);
        return inventory.embedder(inventory.spec("nomic-embed-text")).orElseThrow();
    }

    @Override
    protected String body(List<List<Double>> vectors) {
        var body = Json.object();
        var data = body.putArray("embeddings");
        vectors.forEach(vector -> {
            var numbers = data.addArray();
            vector.forEach(numbers::add);
        });
        return Json.write(body);
    }
}
