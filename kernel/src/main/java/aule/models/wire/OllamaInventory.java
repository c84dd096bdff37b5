package aule.models.wire;

import aule.kernel.Ids;
import aule.models.ChatModel;
import aule.models.EmbeddingModel;
import aule.models.ModelSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models installed in an Ollama; what each can do is asked once for each version of it. */
public final class OllamaInventory implements Inventory {

    private record Details(
            Set<String> capabilities, @Nullable Integer contextTokens) {}

    private final Server server;
    private final Ids ids;
    private final @Nullable Duration keepAlive;
    private final Map<String, Details> known = new ConcurrentHashMap<>();
    private final Set<String> thinking = ConcurrentHashMap.newKeySet();

    public OllamaInventory(Server server, Ids ids) {
        this(server, ids, null);
    }

    /** @param keepAlive how long a model stays in memory after its last answer; null leaves it to Ollama */
    public OllamaInventory(Server server, Ids ids, @Nullable Duration keepAlive) {
        this.server = server;
        this.ids = ids;
        this.keepAlive = keepAlive;
    }

    /** The latest version is called by the bare name. */
    public static String shortName(String name) {
        return name.endsWith(":latest") ? name.substring(0, name.length() - ":latest".length()) : name;
    }

    @Override
    public List<ModelSpec> look() throws InterruptedException {
        return able("completion");
    }

    @Override
    public List<ModelSpec> lookForEmbedders() throws InterruptedException {
        return able("embedding").stream().map(Inventory::embedding).toList();
    }

    private List<ModelSpec> able(String capability) throws InterruptedException {
        var found = new ArrayList<ModelSpec>();
        for (var model : server.get("/api/tags", PATIENCE).path("models")) {
            var details = details(model);
            if (details.capabilities().contains(capability)) {
                found.add(spec(model, details));
            }
        }
        return List.copyOf(found);
    }

    /** A model by its name alone: what it can do only Ollama knows, so that it is taken to do the least. */
    @Override
    public ModelSpec spec(String name) {
        return spec(shortName(name), "", new Details(Set.of("completion"), null));
    }

    private ModelSpec spec(JsonNode model, Details details) {
        var size = Json.text(model.path("details"), "parameter_size");
        return spec(shortName(Json.text(model, "name")), size, details);
    }

    private ModelSpec spec(String name, String size, Details details) {
        var can = details.capabilities();
        if (can.contains("thinking")) {
            thinking.add(name);
        }
        return new ModelSpec(
                server.name() + "/" + name,
                name,
                server.name(),
                Inventory.role(name, size),
                size,
                server.base(),
                true,
                true,
                OllamaModel.window(details.contextTokens()),
                new ModelSpec.Supports(can.contains("tools"), can.contains("vision"), true));
    }

    private Details details(JsonNode model) throws InterruptedException {
        var digest = Json.text(model, "name") + Json.text(model, "digest");
        var seen = known.get(digest);
        if (seen != null) {
            return seen;
        }
        var shown = server.post("/api/show", Json.object().put("model", Json.text(model, "name")), PATIENCE);
        var fresh = new Details(capabilities(shown), context(shown.path("model_info")));
        known.put(digest, fresh);
        return fresh;
    }

    /** Versions that list no capabilities betray tools in the template. */
    private static Set<String> capabilities(JsonNode shown) {
        if (shown.path("capabilities").isArray()) {
            return StreamSupport.stream(shown.path("capabilities").spliterator(), false)
                    .map(it -> it.asString(""))
                    .collect(Collectors.toUnmodifiableSet());
        }
        return Json.text(shown, "template").contains(".Tools") ? Set.of("completion", "tools") : Set.of("completion");
    }

    private static @Nullable Integer context(JsonNode info) {
        for (var each : info.properties()) {
            if (each.getKey().endsWith(".context_length") && each.getValue().isNumber()) {
                return each.getValue().intValue();
            }
        }
        return null;
    }

    @Override
    public ChatModel client(ModelSpec spec) {
        var thinks = thinking.contains(spec.name());
        return new OllamaModel(spec, new OllamaModel.Habits(thinks, keepAlive), server, ids, OllamaModel.PATIENCE);
    }

    @Override
    public Optional<EmbeddingModel> embedder(ModelSpec spec) {
        return Optional.of(new Embedder(spec, server, new OllamaEmbedding(), Embedder.PATIENCE));
    }
}
