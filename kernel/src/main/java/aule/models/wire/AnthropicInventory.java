package aule.models.wire;

import aule.egress.Egress;
import aule.egress.Patience;
import aule.kernel.Ids;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The models behind an address that speaks Anthropic's protocol. */
public final class AnthropicInventory implements Inventory {

    /** Where Anthropic itself answers. */
    public static final String BASE = "https://api.anthropic.com";

    /** The one version there is of the protocol. */
    private static final String VERSION = "2023-06-01";

    /** While a model thinks, the server says that it is still there. */
    private static final Patience PATIENT = new Patience(
            Duration.ofMinutes(3), Duration.ofMinutes(10), Duration.ofMinutes(3), Duration.ofMinutes(30), 64L << 20);

    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 10;

    private final Server server;
    private final Ids ids;
    private final Patience patience;
    private final Verbatim verbatim = new Verbatim();

    /** @param patience with its chats */
    AnthropicInventory(Server server, Ids ids, Patience patience) {
        this.server = server;
        this.ids = ids;
        this.patience = patience;
    }

    /** @param base with or without the {@code /v1} under which the paths lie */
    public static AnthropicInventory at(String name, String base, @Nullable String key, Egress egress, Ids ids) {
        return new AnthropicInventory(server(name, base, key, egress), ids, PATIENT);
    }

    static Server server(String name, String base, @Nullable String key, Egress egress) {
        var root = base.strip().replaceFirst("/+$", "").replaceFirst("/v1$", "");
        return new Server(name, root, key, Sending.keyIn("x-api-key").with("anthropic-version", VERSION), egress);
    }

    @Override
    public List<ModelSpec> look() throws InterruptedException {
        var found = new ArrayList<ModelSpec>();
        var after = "";
        for (var page = 0; page < MOST_PAGES; page++) {
            var listed = server.get("/v1/models?limit=%d%s".formatted(PAGE, after), PATIENCE);
            for (var model : listed.path("data")) {
                found.add(spec(model));
            }
            if (!listed.path("has_more").asBoolean(false)) {
                break;
            }
            after = "&after_id=" + Sending.encoded(Json.text(listed, "last_id"));
        }
        return List.copyOf(found);
    }

    private ModelSpec spec(JsonNode model) {
        var name = Json.text(model, "id");
        var window = Math.toIntExact(Math.min(Integer.MAX_VALUE, Json.number(model, "max_input_tokens")));
        var sees =
                model.path("capabilities").path("image_input").path("supported").asBoolean(true);
        return spec(name, window > 0 ? window : null, sees);
    }

    /** A model by its name alone: all of them call tools, and all that are still served see images. */
    @Override
    public ModelSpec spec(String name) {
        return spec(name, null, true);
    }

    private ModelSpec spec(String name, @Nullable Integer window, boolean sees) {
        return server.model(name, window, new ModelSpec.Supports(true, sees, true));
    }

    @Override
    public ChatModel client(ModelSpec spec) {
        return new AnthropicModel(spec, server, ids, verbatim, patience);
    }
}
