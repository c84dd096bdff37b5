package aule.web.search;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes out of an address what only follows people about: detours through a counter, and marks in the query. */
public final class CleanAddress {

    private static final Pattern TRACKING = Pattern.compile(
            "(?i)utm_.*|gclid|gclsrc|dclid|gbraid|wbraid|fbclid|msclkid|yclid|twclid|ttclid|igshid|mc_cid|mc_eid|_hsenc|_hsmi|mkt_tok|vero_id|oly_anon_id|oly_enc_id|srsltid|ref_src|_openstat|wickedid");

    /** Where a counter keeps the address that it leads to: host, path, and parameter. */
    private static final Map<Pattern, String> DETOURS = Map.of(
            Pattern.compile("(.+\\.)?duckduckgo\\.com/l/?"), "uddg",
            Pattern.compile("(www\\.)?google\\.[a-z.]+/url"), "q",
            Pattern.compile("(www\\.)?bing\\.com/ck/a"), "u",
            Pattern.compile("l\\.facebook\\.com/l\\.php"), "u",
            Pattern.compile("(www\\.)?youtube\\.com/redirect"), "q");

    private static final int DETOURS_IN_A_ROW = 4;

    private CleanAddress() {}

    /** The address that is meant; empty if it is none of http or https. */
    public static Optional<String> of(String address) {
        var at = parse(address);
        for (var step = 0; step < DETOURS_IN_A_ROW && at.isPresent(); step++) {
            var next = at.flatMap(CleanAddress::behind);
            if (next.isEmpty()) {
                break;
            }
            at = next;
        }
        return at.map(CleanAddress::withoutMarks);
    }

    private static Optional<URI> parse(String address) {
        try {
            var uri = URI.create(address.strip());
            var scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<URI> behind(URI uri) {
        var place = uri.getHost().toLowerCase(Locale.ROOT) + uri.getRawPath();
        return DETOURS.entrySet().stream()
                .filter(it -> it.getKey().matcher(place).matches())
                .findFirst()
                .flatMap(it -> parameter(uri, it.getValue()))
                .flatMap(CleanAddress::plain)
                .flatMap(CleanAddress::parse);
    }

    private static Optional<String> parameter(URI uri, String name) {
        return Arrays.stream(query(uri))
                .filter(it -> it.startsWith(name + "="))
                .map(it -> it.substring(name.length() + 1))
                .findFirst();
    }

    /** Bing writes it in base64 behind {@code a1}. */
    private static Optional<String> plain(String value) {
        try {
            return Optional.of(
                    value.startsWith("a1")
                            ? new String(Base64.getUrlDecoder().decode(value.substring(2)), StandardCharsets.UTF_8)
                            : URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static String withoutMarks(URI uri) {
        var kept = Arrays.stream(query(uri))
                .filter(it -> !TRACKING.matcher(it.split("=", 2)[0]).matches())
                .collect(Collectors.joining("&"));
        var text = uri.toString();
        var question = text.indexOf('?');
        var hash = text.indexOf('#');
        var end = hash < 0 ? "" : text.substring(hash);
        if (question < 0 || (hash >= 0 && hash < question)) {
            return text;
        }
        return text.substring(0, question) + (kept.isEmpty() ? "" : "?" + kept) + end;
    }

    private static String[] query(URI uri) {
        return uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&", -1);
    }
}
