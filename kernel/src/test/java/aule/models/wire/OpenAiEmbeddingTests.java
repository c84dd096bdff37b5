package aule.models.wire;

import static org.assertj.core.api.Assertions.assertThat;

import aule.egress.Egress;
import aule.egress.EgressRoom;
import aule.models.EmbeddingModel;
import aule.models.ModelSpec;
import aule.testkit.EmbeddingContract;
import aule.testkit.ModelServer;
import aule.testkit.OpenAiServer;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenAiEmbeddingTests extends EmbeddingContract {

    private final OpenAiServer server = new OpenAiServer();

    @Override
    protected ModelServer server() {
        return server;
    }

    private static OpenAiInventory inventory(String base, Egress egress) {
        return new OpenAiInventory(new Server("openai", base, KEY, egress), () -> new UUID(7L, 1));
    }

    @Override
    protected List<ModelSpec> listed(Egress egress) throws InterruptedException {
        return inventory(server.baseUrl(), egress).lookForEmbedders();
    }

    @Override
    protected EmbeddingModel client(String address, Egress egress) {
        var inventory = inventory(address + "/v1", egress);
        return inventory.embedder(inventory.spec("text-embedding-3-small")).orElseThrow();
    }

    @Override
    protected String body(List<List<Double>> vectors) {
        var body = Json.object();
        var data = body.putArray("data");
        vectors.forEach(vector -> {
            var numbers = data.addObject().put("index", data.size() - 1).putArray("embedding");
            vector.forEach(numbers::add);
        });
        return Json.write(body);
    }

    @Test
    void aModelIsListedForVectorsOrForChats() throws InterruptedException {
        server.offer("gpt-5.2", "bge-m3", "all-MiniLM-L6-v2", "multilingual-e5-large", "nomic-embed-text");
        try (var room = EgressRoom.open()) {
            var inventory = inventory(server.baseUrl(), room.egress());
            assertThat(inventory.look()).extracting(ModelSpec::name).containsExactly("gpt-5.2");
            assertThat(inventory.lookForEmbedders())
                    .extracting(ModelSpec::name)
                    .containsExactly("bge-m3", "all-MiniLM-L6-v2", "multilingual-e5-large", "nomic-embed-text");
        }
    }
}
