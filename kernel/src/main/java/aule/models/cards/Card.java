package aule.models.cards;

import aule.models.ModelSpec;
import aule.models.Price;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one entry of a catalogue says of a model; null and empty stand for what it leaves open.
 *
 * @param roles what the model is good for, the best first
 * @param tags what a person calls it
 * @param recommended worth installing
 */
public record Card(
        String id,
        boolean recommended,
        @Nullable String size,
        @Nullable Integer contextTokens,
        @Nullable Integer maxOutputTokens,
        ModelSpec.@Nullable Family family,
        List<String> roles,
        Set<String> tags,
        ModelSpec.@Nullable Supports supports,
        @Nullable Price price) {

    public Card {
        roles = List.copyOf(roles);
        tags = Set.copyOf(tags);
    }

    /** The part of the id before the slash. */
    public String provider() {
        return id.substring(0, id.indexOf('/'));
    }

    public String name() {
        return id.substring(id.indexOf('/') + 1);
    }

    /** A model that is known and not there. */
    public ModelSpec missing() {
        var nothing = new ModelSpec.Supports(false, false, false);
        return over(new ModelSpec(id, name(), provider(), "general", "", "", true, false, null, nothing));
    }

    /** The model as this card has it: what the card says counts. */
    public ModelSpec over(ModelSpec spec) {
        return new ModelSpec(
                spec.id(),
                spec.name(),
                spec.provider(),
                roles.isEmpty() ? spec.role() : roles.getFirst(),
                size == null ? spec.size() : size,
                spec.baseUrl(),
                spec.isLocal(),
                spec.available(),
                contextTokens == null ? spec.contextTokens() : contextTokens,
                supports == null ? spec.supports() : supports,
                maxOutputTokens == null ? spec.maxOutputTokens() : maxOutputTokens,
                price == null ? spec.price() : price,
                family == null ? spec.family() : family,
                tagged(spec),
                spec.quirks());
    }

    /** The model as its server has it, with the window, and what it can do, from the server where that tells. */
    ModelSpec under(ModelSpec spec, boolean serverTells) {
        return new Card(
                        id,
                        recommended,
                        spec.size().isEmpty() ? size : spec.size(),
                        spec.contextTokens() == null ? contextTokens : spec.contextTokens(),
                        spec.maxOutputTokens() == null ? maxOutputTokens : spec.maxOutputTokens(),
                        family,
                        roles,
                        tags,
                        serverTells ? spec.supports() : supports,
                        spec.price() == null ? price : spec.price())
                .over(spec);
    }

    private Set<String> tagged(ModelSpec spec) {
        var all = new TreeSet<>(tags);
        all.addAll(roles.isEmpty() ? spec.tags() : new LinkedHashSet<>(roles));
        return all;
    }
}
