package aule.models;

import aule.models.Sighting.Seen;
import aule.models.wire.Inventory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The models of one server that make pictures; it is asked for them once somebody wants pictures. */
final class Painting {

    /** A look gives up by itself before that. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Inventory inventory;
    private final Sighting sighting;
    private final UnaryOperator<ModelSpec> dressing;

    /** @param dressing adds what the catalogue knows, of which the price is taken */
    Painting(Inventory inventory, Duration every, UnaryOperator<ModelSpec> dressing) {
        this.inventory = inventory;
        this.sighting = new Sighting(inventory::lookForPainters, every);
        this.dressing = dressing;
    }

    /** What the server lists, waiting if nobody has looked yet. */
    List<ModelSpec> listed() {
        return sighting.settled(PATIENCE) instanceof Seen.There(var models)
                ? models.stream().map(this::priced).toList()
                : List.of();
    }

    /** One by its name, whether or not the server lists it; empty where the protocol has none. */
    Optional<ImageModel> named(String name) {
        var spec = priced(Inventory.painting(inventory.spec(name)));
        return inventory.painter(spec).map(it -> it.as(spec));
    }

    private ModelSpec priced(ModelSpec spec) {
        return spec.withPrice(dressing.apply(spec).price());
    }
}
