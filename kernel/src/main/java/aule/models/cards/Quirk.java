package aule.models.cards;

import aule.models.Quirks;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What some models do otherwise.
 *
 * @param models their ids, or behind an {@code @} the host that answers for them; {@code *} stands for anything, and
 *     case is not looked at
 */
public record Quirk(Pattern models, Quirks quirks) {

    Quirk(String models, Quirks quirks) {
        this(
                Pattern.compile(Arrays.stream(models.toLowerCase(Locale.ROOT).split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*"))),
                quirks);
    }

    /** @param host where the model answers; empty if it is nowhere in the network */
    boolean about(String id, String host) {
        return models.matcher(id.toLowerCase(Locale.ROOT)).matches()
                || (!host.isEmpty()
                        && models.matcher("@" + host.toLowerCase(Locale.ROOT)).matches());
    }
}
