package aule.budget.bills;

import java.util.Locale;

/** Names of models as bills and ledgers write them, made alike. */
final class ModelNames {

    private ModelNames() {}

    /**
     * The name without its provider, its date and its variant, in small letters with hyphens: {@code Claude Sonnet 4.5}
     * and {@code anthropic/claude-sonnet-4-5-20250929} are the same.
     */
    static String plain(String name, String provider) {
        var small = name.strip().toLowerCase(Locale.ROOT);
        var prefix = provider.toLowerCase(Locale.ROOT) + "/";
        var own = small.startsWith(prefix) ? small.substring(prefix.length()) : small;
        return own.replaceFirst(":.*", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceFirst("-(\\d{8}|\\d{4}-\\d{2}-\\d{2}|latest)$", "");
    }
}
