package aule.models.cards;

import aule.models.Quirks;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What some models do otherwise.
 *
 * @param models their ids, in which {@code *} stands for anything; case is not looked at
 */
public record Quirk(Pattern models, Quirks quirks) {

    Quirk(String models, Quirks quirks) {
        this(
                Pattern.compile(Arrays.stream(models.toLowerCase(Locale.ROOT).split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"))),
                quirks);
    }

    boolean about(String id) {
        return models.matcher(id.toLowerCase(Locale.ROOT)).matches();
    }
}
