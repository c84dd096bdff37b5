package aule.models.wire;

import aule.egress.Egress;
import aule.egress.Patience;
import aule.kernel.Ids;
import aule.models.ChatModel;
import aule.models.EmbeddingModel;
import aule.models.ModelSpec;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models of an Azure resource, which speaks OpenAI's protocol under paths and with a key header of its own. */
public final class AzureInventory implements Inventory {

    /** What is asked for where nobody names a version. */
    public static final String VERSION = "2024-10-21";

    private final Server server;
    private final boolean plain;
    private final Ids ids;
    private final Patience patience;

    /** @param plain whether the paths are OpenAI's own, as under {@code /openai/v1} */
    AzureInventory(Server server, boolean plain, Ids ids, Patience patience) {
        this.server = server;
        this.plain = plain;
        this.ids = ids;
        this.patience = patience;
    }

    /**
     * @param base the resource's address, alone, with {@code /openai}, or with {@code /openai/v1}
     * @param version of the protocol, empty for the usual one
     */
    public static AzureInventory at(
            String name, String base, @Nullable String key, String version, Egress egress, Ids ids) {
        return at(name, base, key, version, egress, ids, OpenAiModel.PATIENCE);
    }

    static AzureInventory at(
            String name, String base, @Nullable String key, String version, Egress egress, Ids ids, Patience patience) {
        var root = base.strip().replaceFirst("/+$", "");
        var plain = root.endsWith("/openai/v1");
        var sending = Sending.keyIn("api-key");
        var asked = version.isBlank() && !plain ? VERSION : version.strip();
        var whole = plain || root.endsWith("/openai") ? root : root + "/openai";
        var server =
                new Server(name, whole, key, asked.isEmpty() ? sending : sending.asking("api-version", asked), egress);
        return new AzureInventory(server, plain, ids, patience);
    }

    /** What could be deployed; the name of a deployment is for a person to say. */
    @Override
    public List<ModelSpec> look() throws InterruptedException {
        return server.get("/models", PATIENCE)
                .path("data")
                .valueStream()
                .filter(AzureInventory::chats)
                .map(it -> spec(Json.text(it, "id")))
                .toList();
    }

    @Override
    public List<ModelSpec> lookForEmbedders() throws InterruptedException {
        return server.get("/models", PATIENCE)
                .path("data")
                .valueStream()
                .filter(it -> it.path("capabilities").path("embeddings").asBoolean(false))
                .map(it -> Inventory.embedding(spec(Json.text(it, "id"))))
                .toList();
    }

    private static boolean chats(JsonNode model) {
        return !Json.text(model, "id").isEmpty()
                && model.path("capabilities").path("chat_completion").asBoolean(true);
    }

    @Override
    public ModelSpec spec(String name) {
        return new OpenAiInventory(server, ids).spec(name);
    }

    @Override
    public ChatModel client(ModelSpec spec) {
        var deployment = "/deployments/%s/chat/completions".formatted(Sending.encoded(spec.name()));
        return new OpenAiModel(
                spec, server, plain ? "/chat/completions" : deployment, "max_completion_tokens", ids, patience);
    }

    @Override
    public Optional<EmbeddingModel> embedder(ModelSpec spec) {
        var path = plain ? "/embeddings" : "/deployments/%s/embeddings".formatted(Sending.encoded(spec.name()));
        return Optional.of(new Embedder(spec, server, new OpenAiEmbedding(path), Embedder.PATIENCE));
    }
}
