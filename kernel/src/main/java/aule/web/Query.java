package aule.web;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What to look for.
 *
 * @param limit the most hits wanted, from 1 to 20
 * @param region a language and a country, such as {@code pt-BR}; empty for all
 * @param period how new a page must be; null for any age
 */
public record Query(
        String words, int limit, String region, @Nullable Period period) {

    public static final int MOST = 20;

    /** How long ago at most. */
    public enum Period {
        DAY,
        WEEK,
        MONTH,
        YEAR
    }

    public Locale locale() {
        return Locale.forLanguageTag(region.replace('_', '-'));
    }
}
