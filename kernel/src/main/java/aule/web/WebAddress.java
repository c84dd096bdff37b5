package aule.web;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.net.IDN;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Makes an address of what people and servers write for one: names in any script, blanks and letters unescaped. */
public final class WebAddress {

    private static final int LONGEST = 8_000;
    private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*:.*", Pattern.DOTALL);
    private static final Pattern BARE =
            Pattern.compile("[\\w-]+(\\.[\\w-]+)*\\.[a-zA-Z]{2,63}(:\\d{1,5})?([/?#].*)?", Pattern.DOTALL);
    private static final Pattern PARTS = Pattern.compile("([a-zA-Z]+://)([^/?#\\\\]*)(.*)", Pattern.DOTALL);
    private static final String FORBIDDEN = " \"<>\\^`{|}";

    private WebAddress() {}

    /**
     * The address without its fragment; one without a scheme is taken for https.
     *
     * @throws AuleException with {@code INVALID} if it is none
     */
    public static URI of(String written) {
        var text = written.strip();
        if (text.isEmpty() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw invalid(written);
        }
        var whole = BARE.matcher(text).matches() && !SCHEME.matcher(text).matches() ? "https://" + text : text;
        return parsed(encoded(whole), written);
    }

    /** @throws AuleException with {@code INVALID} if it leads to no address */
    static URI resolved(URI from, String location) {
        var text = location.strip();
        if (SCHEME.matcher(text).matches()) {
            return of(text);
        }
        if (text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl)) {
            throw invalid(location);
        }
        return withoutFragment(from.resolve(parsed(escaped(text), location)));
    }

    private static URI parsed(String text, String written) {
        try {
            return withoutFragment(URI.create(text));
        } catch (IllegalArgumentException e) {
            throw new AuleException(ErrorCode.INVALID, sentence(written), e);
        }
    }

    private static URI withoutFragment(URI uri) {
        var text = uri.toString();
        var hash = text.indexOf('#');
        return hash < 0 ? uri : URI.create(text.substring(0, hash));
    }

    private static String encoded(String text) {
        var parts = PARTS.matcher(text);
        if (!parts.matches()) {
            return escaped(text);
        }
        return parts.group(1).toLowerCase(Locale.ROOT) + host(parts.group(2)) + escaped(parts.group(3));
    }

    /** A name in another script as the name server knows it. */
    private static String host(String authority) {
        if (authority.chars().allMatch(it -> it < 0x80)) {
            return escaped(authority);
        }
        try {
            return IDN.toASCII(authority, IDN.USE_STD3_ASCII_RULES);
        } catch (IllegalArgumentException e) {
            throw new AuleException(ErrorCode.INVALID, sentence(authority), e);
        }
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (c < 0x80 && FORBIDDEN.indexOf(c) < 0) {
                escaped.append((char) c);
            } else {
                for (var b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    escaped.append("%%%02X".formatted(b & 0xff));
                }
            }
        });
        return escaped.toString();
    }

    private static AuleException invalid(String written) {
        return new AuleException(ErrorCode.INVALID, sentence(written));
    }

    private static String sentence(String written) {
        var shown = written.length() <= 200 ? written : written.substring(0, 200) + "…";
        return "'%s' is not an address; write one like https://example.org/page.".formatted(shown);
    }
}
