package aule.models.wire;

import aule.kernel.Ids;
import aule.models.ChatModel;
import aule.models.EmbeddingModel;
import aule.models.ImageModel;
import aule.models.ModelSpec;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models behind an address that speaks OpenAI's protocol. */
public record OpenAiInventory(Server server, Ids ids) implements Inventory {

    /** The list holds more than what chats. */
    private static final Pattern NO_CHAT = Pattern.compile(
            "(?i).*(embed|whisper|tts|dall-e|moderation|image|audio|realtime|transcribe|babbage|davinci|sora|rerank).*");

    /** By its name; nothing else in the list tells. */
    private static final Pattern EMBEDDING = Pattern.compile("(?i).*(embed|minilm|\\bbge|\\be5-|gte-).*");

    private static final Pattern PAINTER =
            Pattern.compile("(?i).*(dall-e|gpt-image|imagen|flux|stable-?diffusion|sdxl|\\bsd[-_]?[123]).*");

    private static final List<String> WINDOWS = List.of("max_model_len", "context_length", "context_window");

    @Override
    public List<ModelSpec> look() throws InterruptedException {
        var data = server.get("/models", PATIENCE).path("data");
        return StreamSupport.stream(data.spliterator(), false)
                .filter(it -> !Json.text(it, "id").isEmpty())
                .filter(it -> !NO_CHAT.matcher(Json.text(it, "id")).matches())
                .filter(it -> !EMBEDDING.matcher(Json.text(it, "id")).matches())
                .filter(it -> !PAINTER.matcher(Json.text(it, "id")).matches())
                .map(it -> spec(Json.text(it, "id"), window(it)))
                .toList();
    }

    @Override
    public List<ModelSpec> lookForEmbedders() throws InterruptedException {
        return named(EMBEDDING).map(Inventory::embedding).toList();
    }

    @Override
    public List<ModelSpec> lookForPainters() throws InterruptedException {
        return named(PAINTER).map(Inventory::painting).toList();
    }

    private Stream<ModelSpec> named(Pattern kind) throws InterruptedException {
        return server.get("/models", PATIENCE)
                .path("data")
                .valueStream()
                .map(it -> Json.text(it, "id"))
                .filter(it -> kind.matcher(it).matches())
                .map(this::spec);
    }

    @Override
    public Optional<ImageModel> painter(ModelSpec spec) {
        return Optional.of(new Painter(spec, server, new OpenAiImages(), Painter.PATIENCE));
    }

    @Override
    public Optional<EmbeddingModel> embedder(ModelSpec spec) {
        return Optional.of(new Embedder(spec, server, new OpenAiEmbedding("/embeddings"), Embedder.PATIENCE));
    }

    /** Some servers say how much a model can read, each in its own word. */
    private static @Nullable Integer window(JsonNode model) {
        return WINDOWS.stream()
                .map(model::path)
                .filter(it -> it.isIntegralNumber() && it.canConvertToInt() && it.intValue() > 0)
                .findFirst()
                .map(JsonNode::intValue)
                .orElse(null);
    }

    /** A model by its name alone: what it can do nobody tells here, so that it is taken to do what most do. */
    @Override
    public ModelSpec spec(String name) {
        return spec(name, null);
    }

    private ModelSpec spec(String name, @Nullable Integer window) {
        return server.model(name, window, new ModelSpec.Supports(true, false, true));
    }

    @Override
    public ChatModel client(ModelSpec spec) {
        return new OpenAiModel(spec, server, ids, OpenAiModel.PATIENCE);
    }
}
