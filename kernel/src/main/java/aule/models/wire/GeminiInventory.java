package aule.models.wire;

import aule.egress.Egress;
import aule.egress.Patience;
import aule.kernel.Ids;
import aule.models.ChatModel;
import aule.models.EmbeddingModel;
import aule.models.ImageModel;
import aule.models.ModelSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models behind an address that speaks Gemini's protocol. */
public final class GeminiInventory implements Inventory {

    /** Where Google itself answers. */
    public static final String BASE = "https://generativelanguage.googleapis.com";

    private static final Patience PATIENT = new Patience(
            Duration.ofMinutes(3), Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofMinutes(30), 64L << 20);

    /** They answer, though not with text alone. */
    private static final Pattern NO_CHAT = Pattern.compile("(?i).*(embedding|tts|image|audio|live|veo|lyria).*");

    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 10;

    private final Server server;
    private final Ids ids;
    private final Patience patience;
    private final Verbatim verbatim = new Verbatim();

    /** @param patience with its chats */
    GeminiInventory(Server server, Ids ids, Patience patience) {
        this.server = server;
        this.ids = ids;
        this.patience = patience;
    }

    /** @param base with or without the {@code /v1beta} under which the paths lie */
    public static GeminiInventory at(String name, String base, @Nullable String key, Egress egress, Ids ids) {
        return new GeminiInventory(server(name, base, key, egress), ids, PATIENT);
    }

    static Server server(String name, String base, @Nullable String key, Egress egress) {
        var root = base.strip().replaceFirst("/+$", "").replaceFirst("/v1(beta)?$", "");
        return new Server(name, root, key, Sending.keyIn("x-goog-api-key"), egress);
    }

    @Override
    public List<ModelSpec> look() throws InterruptedException {
        return listed().stream().filter(GeminiInventory::chats).map(this::spec).toList();
    }

    @Override
    public List<ModelSpec> lookForEmbedders() throws InterruptedException {
        return listed().stream()
                .filter(it -> can(it, "embedContent"))
                .map(it -> Inventory.embedding(spec(it)))
                .toList();
    }

    @Override
    public List<ModelSpec> lookForPainters() throws InterruptedException {
        return listed().stream()
                .filter(it -> Json.text(it, "name").contains("image") && can(it, "generateContent"))
                .map(it -> Inventory.painting(spec(it)))
                .toList();
    }

    @Override
    public Optional<ImageModel> painter(ModelSpec spec) {
        return Optional.of(new Painter(spec, server, new GeminiImages(), Painter.PATIENCE));
    }

    private List<JsonNode> listed() throws InterruptedException {
        var found = new ArrayList<JsonNode>();
        var next = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var listed = server.get("/v1beta/models?pageSize=%d%s".formatted(PAGE, next), PATIENCE);
            listed.path("models").forEach(found::add);
            if (Json.text(listed, "nextPageToken").isEmpty()) {
                break;
            }
            next = "&pageToken=" + Sending.encoded(Json.text(listed, "nextPageToken"));
        }
        return found;
    }

    private static boolean chats(JsonNode model) {
        return !NO_CHAT.matcher(Json.text(model, "name")).matches() && can(model, "generateContent");
    }

    private static boolean can(JsonNode model, String method) {
        return model.path("supportedGenerationMethods")
                .valueStream()
                .anyMatch(it -> it.asString("").equals(method));
    }

    private ModelSpec spec(JsonNode model) {
        var name = Json.text(model, "name").replaceFirst("^models/", "");
        var window = Math.toIntExact(Math.min(Integer.MAX_VALUE, Json.number(model, "inputTokenLimit")));
        return spec(name, window > 0 ? window : null, model.path("thinking").asBoolean(false));
    }

    /** A model by its name alone: Gemini calls tools and sees images, the open models beside it may not. */
    @Override
    public ModelSpec spec(String name) {
        return spec(name, null, false);
    }

    private ModelSpec spec(String name, @Nullable Integer window, boolean thinks) {
        var gemini = name.contains("gemini");
        return server.model(name, window, new ModelSpec.Supports(gemini, gemini, gemini, thinks, false));
    }

    @Override
    public ChatModel client(ModelSpec spec) {
        return new GeminiModel(spec, server, ids, verbatim, patience);
    }

    @Override
    public Optional<EmbeddingModel> embedder(ModelSpec spec) {
        return Optional.of(new Embedder(spec, server, new GeminiEmbedding(), Embedder.PATIENCE));
    }
}
