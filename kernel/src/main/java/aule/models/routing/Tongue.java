package aule.models.routing;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Guesses in which language a goal is written, by its small words. */
final class Tongue {

    static final String UNKNOWN = "unknown";

    private static final Pattern WORD = Pattern.compile("[\\p{L}']+");

    private static final List<Map.Entry<String, Set<String>>> SMALL_WORDS = List.of(
            Map.entry("en", Set.of("the", "and", "of", "to", "in", "is", "a", "for", "with", "that", "this", "my")),
            Map.entry("pt", Set.of("o", "os", "um", "uma", "e", "de", "do", "da", "que", "para", "com", "em", "não")),
            Map.entry("es", Set.of("el", "los", "un", "una", "y", "de", "del", "que", "para", "con", "en", "la")),
            Map.entry("de", Set.of("der", "die", "das", "und", "ein", "eine", "den", "mit", "für", "ist", "zu", "im")),
            Map.entry("fr", Set.of("le", "la", "les", "un", "une", "et", "de", "des", "du", "pour", "avec", "est")));

    private Tongue() {}

    /** Its ISO 639-1 code, or {@code unknown}. */
    static String of(String text) {
        var counts = new HashMap<String, Integer>();
        WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(it -> it.group())
                .forEach(word -> SMALL_WORDS.stream()
                        .filter(it -> it.getValue().contains(word))
                        .forEach(it -> counts.merge(it.getKey(), 1, Integer::sum)));
        return SMALL_WORDS.stream()
                .map(Map.Entry::getKey)
                .filter(counts::containsKey)
                .max(Comparator.comparing(counts::get))
                .orElse(UNKNOWN);
    }
}
