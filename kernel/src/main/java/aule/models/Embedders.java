package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Chooses the model that makes vectors: what is named, the model of the role {@code embedding}, or the first there is. */
public final class Embedders {

    private final Catalogue catalogue;
    private final RoutingTable table;

    Embedders(Catalogue catalogue, RoutingTable table) {
        this.catalogue = catalogue;
        this.table = table;
    }

    /**
     * @param wanted {@code provider/model}; null for the model of the role
     * @throws AuleException with {@code INVALID} if there is no such model, or none at all; the sentence says what to do
     */
    public EmbeddingModel choose(@Nullable String wanted) {
        var name = wanted == null || wanted.isBlank() ? table.routing().roles().get("embedding") : wanted.strip();
        return name == null ? usual() : named(name);
    }

    private EmbeddingModel named(String name) {
        return catalogue
                .embedder(name)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID,
                        "There is no model '%s' that makes vectors; name one as provider/model.".formatted(name)));
    }

    private EmbeddingModel usual() {
        return catalogue
                .embedder()
                .orElseThrow(
                        () -> new AuleException(
                                ErrorCode.INVALID,
                                "No model here makes vectors; get one with `ollama pull nomic-embed-text`, or give the role 'embedding' a model under Settings → Models."));
    }
}
