package aule.models.cards;

import aule.models.Quirks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The entries of one catalogue by id.
 *
 * @param quirks what some models do otherwise; what stands later counts above what stands before it
 * @param problems a sentence for each entry that could not be read
 */
public record Deck(Map<String, Card> cards, List<Quirk> quirks, List<String> problems) {

    public static final Deck EMPTY = new Deck(Map.of(), List.of(), List.of());

    /** A day in the name is a version of the same model. */
    private static final Pattern DAY = Pattern.compile("-(\\d{8}|\\d{4}-\\d{2}-\\d{2})$");

    public Deck {
        cards = Collections.unmodifiableMap(new LinkedHashMap<>(cards));
        quirks = List.copyOf(quirks);
        problems = List.copyOf(problems);
    }

    /** A catalogue without quirks. */
    public Deck(Map<String, Card> cards, List<String> problems) {
        this(cards, List.of(), problems);
    }

    Quirks quirksOf(String id, String host) {
        return quirks.stream()
                .filter(it -> it.about(id, host))
                .map(Quirk::quirks)
                .reduce(Quirks.NONE, Quirks::under);
    }

    Optional<Card> exactly(String id) {
        return Optional.ofNullable(cards.get(id));
    }

    /** The entry of the id, or of the same model without the day of its version. */
    Optional<Card> about(String id) {
        return exactly(id).or(() -> exactly(DAY.matcher(id).replaceFirst("")));
    }
}
