package aule.models.wire;

import aule.egress.Egress;
import aule.models.EmbeddingModel;
import aule.models.ModelSpec;
import aule.testkit.EmbeddingContract;
import aule.testkit.GeminiServer;
import aule.testkit.ModelServer;
import java.util.List;
import java.util.UUID;

class GeminiEmbeddingTests extends EmbeddingContract {

    private final GeminiServer server = new GeminiServer();

    @Override
    protected ModelServer server() {
        return server;
    }

    private static GeminiInventory inventory(String base, Egress egress) {
        return GeminiInventory.at("gemini", base, KEY, egress, () -> new UUID(7L, 1));
    }

    @Override
    protected List<ModelSpec> listed(Egress egress) throws InterruptedException {
        return inventory(server.address(), egress).lookForEmbedders();
    }

    @Override
    protected EmbeddingModel client(String address, Egress egress) {
        var inventory = inventory(address, egress);
        return inventory.embedder(inventory.spec("gemini-embedding-001")).orElseThrow();
    }

    @Override
    protected String body(List<List<Double>> vectors) {
        var body = Json.object();
        var data = body.putArray("embeddings");
        vectors.forEach(vector -> {
            var numbers = data.addObject().putArray("values");
            vector.forEach(numbers::add);
        });
        return Json.write(body);
    }
}
