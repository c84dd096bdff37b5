package aule.gateway;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which bytes a {@code Range} header asks for (RFC 9110 §14). */
sealed interface Ranges {

    /** Everything: no header, another unit, several ranges at once, or one that makes no sense. */
    record Whole() implements Ranges {}

    /** One run of bytes, both ends included. */
    record Part(long first, long last) implements Ranges {}

    /** Bytes that are not there. */
    record Beyond() implements Ranges {}

    Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    static Ranges read(@Nullable String header, long size) {
        var range = ONE.matcher(header == null ? "" : header.replace(" ", ""));
        if (!range.matches() || (range.group(1).isEmpty() && range.group(2).isEmpty())) {
            return new Whole();
        }
        return range.group(1).isEmpty()
                ? suffix(Long.parseLong(range.group(2)), size)
                : from(Long.parseLong(range.group(1)), range.group(2), size);
    }

    private static Ranges suffix(long count, long size) {
        return count == 0 || size == 0 ? new Beyond() : new Part(Math.max(0, size - count), size - 1);
    }

    private static Ranges from(long first, String end, long size) {
        var last = end.isEmpty() ? size - 1 : Math.min(Long.parseLong(end), size - 1);
        if (!end.isEmpty() && Long.parseLong(end) < first) {
            return new Whole();
        }
        return first >= size ? new Beyond() : new Part(first, last);
    }
}
