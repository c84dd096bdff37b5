package aule.models.wire;

import aule.egress.Patience;
import aule.models.ChatModel;
import aule.models.EmbeddingModel;
import aule.models.ImageModel;
import aule.models.ModelSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a model server says it has. */
public interface Inventory {

    /** Long enough for a server that is there, short enough for one that is not. */
    Patience PATIENCE = Patience.of(Duration.ofSeconds(5));

    /** Asks the server; the models come in its order. */
    List<ModelSpec> look() throws InterruptedException;

    /** A model by its name alone, for a server that knows more than it lists. */
    ModelSpec spec(String name);

    /** A client for one of its models. */
    ChatModel client(ModelSpec spec);

    /** Asks the server for its models that make vectors; none where the protocol has none. */
    default List<ModelSpec> lookForEmbedders() throws InterruptedException {
        return List.of();
    }

    /** A client for one of its models that makes vectors; empty where the protocol has none. */
    default Optional<EmbeddingModel> embedder(ModelSpec spec) {
        return Optional.empty();
    }

    /** Asks the server for its models that make pictures; none where the protocol has none. */
    default List<ModelSpec> lookForPainters() throws InterruptedException {
        return List.of();
    }

    /** A client for one of its models that makes pictures; empty where the protocol has none. */
    default Optional<ImageModel> painter(ModelSpec spec) {
        return Optional.empty();
    }

    /** The same model as one that makes pictures and nothing else. */
    static ModelSpec painting(ModelSpec spec) {
        return only("image", spec, new ModelSpec.Supports(false, false, false));
    }

    /** The same model as one that makes vectors and nothing else. */
    static ModelSpec embedding(ModelSpec spec) {
        return only("embedding", spec, new ModelSpec.Supports(false, false, false, false, true));
    }

    private static ModelSpec only(String role, ModelSpec spec, ModelSpec.Supports supports) {
        return new ModelSpec(
                spec.id(),
                spec.name(),
                spec.provider(),
                role,
                spec.size(),
                spec.baseUrl(),
                spec.isLocal(),
                spec.available(),
                spec.contextTokens(),
                supports);
    }

    /** What a model is good for, as far as its name and size tell. */
    static String role(String name, String size) {
        if (name.matches("(?i).*(code|coder|codestral|devstral).*")) {
            return "code";
        }
        var small =
                size.matches("(?i)\\d+(\\.\\d+)?M|[01](\\.\\d+)?B") || name.matches("(?i).*(mini|nano|flash|tiny).*");
        return small ? "fast" : "general";
    }
}
