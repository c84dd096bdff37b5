package aule.agents;

import java.util.Locale;

/** Text as patterns of {@code LIKE … ESCAPE '!'}. */
final class SqlText {

    private SqlText() {}

    static String containing(String words) {
        var literal = words.strip()
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + literal + "%";
    }
}
