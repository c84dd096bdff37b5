package aule.models.cards;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads a catalogue: {@code models:} with an entry a model, and {@code quirks:} with an entry for some. An entry that is wrong is reported with its line and left
 * out; the others count.
 *
 * @param file what the catalogue is called in a sentence
 */
public record DeckReader(String file) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** @throws AuleException with {@code INVALID} and the place if the text is no such catalogue at all */
    public Deck read(String text) {
        var tree = tree(text);
        var entries = tree.path("models");
        var odd = tree.path("quirks");
        if (!entries.isObject() && !odd.isObject()) {
            throw new AuleException(
                    ErrorCode.INVALID, "%s needs 'models:' with an entry for each model.".formatted(file));
        }
        var lines = Lines.of(text);
        var cards = new LinkedHashMap<String, Card>();
        var problems = new ArrayList<String>();
        for (var entry : entries.properties()) {
            try {
                cards.put(entry.getKey(), CardReader.card(entry.getKey(), entry.getValue()));
            } catch (AuleException wrong) {
                problems.add(problem(lines, entry.getKey(), wrong));
            }
        }
        var quirks = new ArrayList<Quirk>();
        for (var entry : odd.properties()) {
            try {
                quirks.add(QuirkReader.quirk(entry.getKey(), entry.getValue()));
            } catch (AuleException wrong) {
                problems.add(problem(lines, entry.getKey(), wrong));
            }
        }
        return new Deck(cards, quirks, problems);
    }

    private String problem(Lines lines, String entry, AuleException wrong) {
        return "%s, line %d, entry '%s': %s".formatted(file, lines.line(entry), entry, wrong.sentence());
    }

    /**
     * One entry by itself.
     *
     * @throws AuleException with {@code INVALID} if it is wrong
     */
    public Card entry(String id, JsonNode entry) {
        try {
            return CardReader.card(id, entry);
        } catch (AuleException wrong) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "The entry '%s' of %s is wrong. %s".formatted(id, file, wrong.sentence()),
                    wrong);
        }
    }

    private JsonNode tree(String text) {
        try {
            return YAML.readTree(text);
        } catch (JacksonException e) {
            var place = e.getLocation();
            var where = place == null
                    ? ""
                    : "; look at line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
            throw new AuleException(ErrorCode.INVALID, "%s is not YAML%s.".formatted(file, where), e);
        }
    }

    /** On which line each model begins. */
    private record Lines(Map<String, Integer> byId) {

        static Lines of(String text) {
            var byId = new LinkedHashMap<String, Integer>();
            try (var parser = YAML.createParser(text)) {
                var depth = 0;
                for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                    depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                    if (depth == 2 && token == JsonToken.PROPERTY_NAME) {
                        byId.put(
                                parser.currentName(),
                                parser.currentTokenLocation().getLineNr());
                    }
                }
            }
            return new Lines(byId);
        }

        int line(String id) {
            return byId.getOrDefault(id, 1);
        }
    }
}
