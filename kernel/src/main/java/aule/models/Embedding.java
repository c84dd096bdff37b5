package aule.models;

import aule.models.Sighting.Seen;
import aule.models.wire.Inventory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The models of one server that make vectors; it is asked for them once somebody wants vectors. */
final class Embedding {

    /** A look gives up by itself before that. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Inventory inventory;
    private final Sighting sighting;
    private final UnaryOperator<ModelSpec> dressing;

    /**
     * @param every how old a list may become
     * @param dressing adds what the catalogue knows, of which the price is taken
     */
    Embedding(Inventory inventory, Duration every, UnaryOperator<ModelSpec> dressing) {
        this.inventory = inventory;
        this.sighting = new Sighting(inventory::lookForEmbedders, every);
        this.dressing = dressing;
    }

    /** Those that the server lists, waiting if nobody has looked yet. */
    List<ModelSpec> listed() {
        return models(sighting.settled(PATIENCE));
    }

    /** The first that the server lists, waiting if nobody has looked yet. */
    Optional<EmbeddingModel> first() {
        return models(sighting.settled(PATIENCE)).stream().findFirst().flatMap(this::client);
    }

    /** One that the server lists; looks again for a name that it did not list. */
    Optional<EmbeddingModel> listed(String name) {
        return named(sighting.settled(PATIENCE), name)
                .or(() -> named(sighting.renewed(PATIENCE), name))
                .flatMap(this::client);
    }

    /** One by its name, whether or not the server lists it. */
    Optional<EmbeddingModel> unlisted(String name) {
        return client(Inventory.embedding(inventory.spec(name)));
    }

    private Optional<EmbeddingModel> client(ModelSpec spec) {
        var price = dressing.apply(spec).price();
        return inventory.embedder(spec).map(it -> it.as(spec.withPrice(price)));
    }

    private static Optional<ModelSpec> named(Seen seen, String name) {
        return models(seen).stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private static List<ModelSpec> models(Seen seen) {
        return seen instanceof Seen.There(var models) ? models : List.of();
    }
}
