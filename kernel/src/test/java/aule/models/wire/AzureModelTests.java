package aule.models.wire;

import static org.assertj.core.api.Assertions.assertThat;

import aule.egress.Egress;
import aule.egress.EgressRoom;
import aule.egress.Patience;
import aule.models.ChatModel;
import aule.models.ChatModel.Listener;
import aule.models.ModelSpec;
import aule.testkit.ModelServer;
import aule.testkit.OpenAiServer;
import aule.testkit.ServedModelContract;
import aule.testkit.Turn;
import aule.testkit.WireServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AzureModelTests extends ServedModelContract {

    private final OpenAiServer server = OpenAiServer.azure();

    @Override
    protected ModelServer server() {
        return server;
    }

    @Override
    protected ChatModel client(Egress egress, Patience patience) {
        var abilities = new ModelSpec.Supports(true, true, true);
        var spec = new ModelSpec("azure/my-gpt", "my-gpt", "azure", "general", "", "", false, true, null, abilities);
        return at(server.address(), "", egress, patience).client(spec);
    }

    private AzureInventory at(String base, String version, Egress egress, Patience patience) {
        return AzureInventory.at("azure", base, KEY, version, egress, ids, patience);
    }

    @Test
    void aDeploymentIsAskedUnderItsNameWithTheKeyInItsHeader() throws InterruptedException {
        model(Turn.text("ok")).chat(asking("hi"), Listener.NONE);
        var received = server.received().getFirst();
        assertThat(received.path())
                .isEqualTo("/openai/deployments/my-gpt/chat/completions?api-version=" + AzureInventory.VERSION);
        assertThat(received.headers()).containsEntry("api-key", KEY).doesNotContainKey("authorization");
        assertThat(received.body()).contains("\"max_completion_tokens\":1000");
    }

    @Test
    void theNewerPathsNeedNoVersion() throws InterruptedException {
        var listed = "{\"data\":[{\"id\":\"gpt-5.2\",\"capabilities\":{\"chat_completion\":true}},"
                + "{\"id\":\"ada\",\"capabilities\":{\"chat_completion\":false}}]}";
        try (var lists = new WireServer((_, out) -> out.whole(200, Map.of(), listed));
                var room = EgressRoom.open()) {
            assertThat(at(lists.address() + "/openai/v1/", "", room.egress(), BRIEF)
                            .look())
                    .extracting(ModelSpec::id)
                    .containsExactly("azure/gpt-5.2");
            at(lists.address() + "/openai", "2026-01-01-preview", room.egress(), BRIEF)
                    .look();
            assertThat(lists.received())
                    .extracting(WireServer.Received::path)
                    .containsExactly("/openai/v1/models", "/openai/models?api-version=2026-01-01-preview");
        }
    }

    @Test
    void vectorsAreAskedOfADeploymentToo() throws InterruptedException {
        try (var room = EgressRoom.open()) {
            var inventory = at(server.address(), "", room.egress(), BRIEF);
            var embedder = inventory.embedder(inventory.spec("my-embed")).orElseThrow();
            assertThat(embedder.embed(List.of("abc")).vectors().getFirst()).containsExactly(3, 1, 0.5f);
        }
        assertThat(server.received().getFirst().path())
                .isEqualTo("/openai/deployments/my-embed/embeddings?api-version=" + AzureInventory.VERSION);
    }
}
