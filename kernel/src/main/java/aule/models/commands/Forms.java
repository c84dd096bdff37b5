package aule.models.commands;

import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The forms of the grammar as a person reads them. */
final class Forms {

    private Forms() {}

    static List<String> in(Language language) {
        return GoalReader.RULES.stream()
                .filter(it -> it.language() == language)
                .map(Rule::form)
                .distinct()
                .toList();
    }

    /** The three forms that look most like what was written. */
    static List<String> nearest(Language language, String written) {
        var words = words(written);
        return in(language).stream()
                .sorted(Comparator.comparingDouble(it -> -likeness(words(it), words)))
                .limit(3)
                .toList();
    }

    private static List<String> words(String text) {
        var plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "");
        return List.of(plain.strip().split("[^\\p{L}]+", 12));
    }

    /** The verb counts most; the other words that occur in both count a little. */
    private static double likeness(List<String> form, List<String> written) {
        var verb = written.isEmpty() ? 0 : similar(form.getFirst(), written.getFirst());
        var shared = form.stream().skip(1).filter(written::contains).count();
        return verb + 0.4 * shared;
    }

    /** One minus the share of letters to change (Levenshtein). */
    private static double similar(String a, String b) {
        var longest = Math.max(a.length(), b.length());
        if (longest == 0 || longest > 40) {
            return 0;
        }
        var row = new int[b.length() + 1];
        for (var at = 0; at <= b.length(); at++) {
            row[at] = at;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var swap = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(swap, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return 1.0 - (double) row[b.length()] / longest;
    }
}
