package aule.models.routing;

import aule.models.ModelSpec;
import aule.models.Price;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** Finds the cheapest model that is good enough. */
public final class Cheapest {

    /** Agents read more than they write. */
    private static final long READ_FOR_EACH_WRITTEN = 4;

    private Cheapest() {}

    /**
     * The cheapest of the models that can be used now, have a known price and belong to the family or bear the tag; of
     * equally cheap ones the first.
     */
    public static Optional<ModelSpec> of(List<ModelSpec> models, String tag, boolean seeing) {
        return candidates(models, tag, seeing).stream()
                .min(Comparator.comparingLong(it -> cost(Objects.requireNonNull(it.price()))));
    }

    /** All among which the cheapest is looked for. */
    public static List<ModelSpec> candidates(List<ModelSpec> models, String tag, boolean seeing) {
        return models.stream()
                .filter(it -> it.available() && !it.supports().embedding() && it.price() != null)
                .filter(it -> !seeing || it.supports().vision())
                .filter(it -> it.tags().contains(tag) || isOf(it, tag))
                .toList();
    }

    private static boolean isOf(ModelSpec model, String tag) {
        var family = model.family();
        return family != null && family.name().toLowerCase(Locale.ROOT).equals(tag);
    }

    private static long cost(Price price) {
        return price.inputNanos() * READ_FOR_EACH_WRITTEN + price.outputNanos();
    }
}
