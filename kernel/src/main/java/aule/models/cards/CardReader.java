package aule.models.cards;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ModelSpec;
import aule.models.ModelSpec.Family;
import aule.models.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads one entry of a catalogue; what is wrong fails with {@code INVALID} and a sentence. */
final class CardReader {

    private static final Set<String> FIELDS = Set.of(
            "recommended",
            "size",
            "context_tokens",
            "max_output_tokens",
            "family",
            "roles",
            "tags",
            "supports",
            "price");

    private static final Set<String> ROLES =
            Set.of("general", "code", "creative", "fast", "vision", "embedding", "image");
    private static final Set<String> ABILITIES = Set.of("tools", "vision", "json", "reasoning", "embedding");
    private static final Set<String> PRICES = Set.of("input", "output", "cached", "cache_write", "image");
    private static final BigDecimal NANOS_PER_MILLIONTH = BigDecimal.valueOf(1_000);
    private static final BigDecimal DEAREST = BigDecimal.valueOf(1_000_000);

    private CardReader() {}

    static Card card(String id, JsonNode entry) {
        if (!id.matches("[a-z0-9][a-z0-9_-]*/\\S+")) {
            throw wrong("The name is not of the form provider/model.");
        }
        if (!entry.isObject()) {
            throw wrong("It holds no fields.");
        }
        known(entry, FIELDS, "field");
        return new Card(
                id,
                entry.path("recommended").asBoolean(false),
                entry.path("size").isMissingNode() ? null : entry.path("size").asString(""),
                count(entry, "context_tokens"),
                count(entry, "max_output_tokens"),
                family(entry.path("family")),
                List.copyOf(words(entry, "roles", ROLES)),
                words(entry, "tags", null),
                supports(entry),
                price(entry.path("price")));
    }

    private static void known(JsonNode entry, Set<String> names, String what) {
        for (var name : entry.propertyNames()) {
            if (!names.contains(name)) {
                throw wrong("There is no %s '%s'; use %s.".formatted(what, name, sorted(names)));
            }
        }
    }

    private static @Nullable Integer count(JsonNode entry, String name) {
        var value = entry.path(name);
        if (value.isMissingNode()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 1) {
            throw wrong("The %s '%s' is not a whole number above 0.".formatted(name, value.asString("…")));
        }
        return value.intValue();
    }

    private static @Nullable Family family(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        try {
            return Family.valueOf(value.asString("").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException _) {
            throw wrong("The family '%s' is none of flash, standard, frontier.".formatted(value.asString("…")));
        }
    }

    private static Set<String> words(JsonNode entry, String name, @Nullable Set<String> allowed) {
        var words = new LinkedHashSet<String>();
        var list = entry.path(name);
        if (!list.isMissingNode() && !list.isArray()) {
            throw wrong("'%s' is not a list.".formatted(name));
        }
        for (var each : list) {
            var word = each.asString("");
            if (!word.matches("[a-z0-9][a-z0-9_-]{0,39}") || (allowed != null && !allowed.contains(word))) {
                throw wrong("'%s' in %s is %s."
                        .formatted(
                                word,
                                name,
                                allowed == null ? "not a word of a-z, 0-9, - and _" : "none of " + sorted(allowed)));
            }
            words.add(word);
        }
        return words;
    }

    private static ModelSpec.@Nullable Supports supports(JsonNode entry) {
        if (entry.path("supports").isMissingNode()) {
            return null;
        }
        var can = words(entry, "supports", ABILITIES);
        return new ModelSpec.Supports(
                can.contains("tools"),
                can.contains("vision"),
                can.contains("json"),
                can.contains("reasoning"),
                can.contains("embedding"));
    }

    private static @Nullable Price price(JsonNode price) {
        if (price.isMissingNode()) {
            return null;
        }
        if (!price.isObject() || !new HashSet<>(price.propertyNames()).containsAll(Set.of("input", "output"))) {
            throw wrong("'price' needs input and output, in US dollars a million tokens.");
        }
        known(price, PRICES, "price");
        var image = nanos(price, "image");
        return new Price(
                needed(price, "input"),
                needed(price, "output"),
                nanos(price, "cached"),
                nanos(price, "cache_write"),
                image == null ? null : (Long) Math.multiplyExact(image, 1_000_000L));
    }

    private static long needed(JsonNode price, String name) {
        var nanos = nanos(price, name);
        if (nanos == null) {
            throw wrong("'price.%s' is missing.".formatted(name));
        }
        return nanos;
    }

    /** For tokens; a picture is a million times as much. Less than a nano-dollar a token counts as one, so that no bill is higher than what was counted. */
    private static @Nullable Long nanos(JsonNode price, String name) {
        var value = price.path(name);
        if (value.isMissingNode()) {
            return null;
        }
        var dollars = amount(value);
        if (dollars == null || dollars.signum() < 0 || dollars.compareTo(DEAREST) > 0) {
            throw wrong("The price %s '%s' is not an amount of US dollars a million tokens."
                    .formatted(name, value.asString("…")));
        }
        return dollars.multiply(NANOS_PER_MILLIONTH)
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    /** Numbers in YAML, decimal strings in JSON. */
    private static @Nullable BigDecimal amount(JsonNode value) {
        try {
            return new BigDecimal(value.asString("").strip());
        } catch (NumberFormatException _) {
            return null;
        }
    }

    private static String sorted(Set<String> names) {
        return String.join(", ", names.stream().sorted().toList());
    }

    private static AuleException wrong(String sentence) {
        return new AuleException(ErrorCode.INVALID, sentence);
    }
}
