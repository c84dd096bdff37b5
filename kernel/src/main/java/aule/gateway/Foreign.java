package aule.gateway;

import aule.access.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * The headers of a request to a server that others run, or of its answer, and what of them is passed on.
 *
 * @param host what the server believes to be called
 */
record Foreign(HttpFields fields, String host) {

    private static final Set<String> HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /** What would loosen the rules under which a server is shown, or reach beyond its origin. */
    private static final Set<String> NOT_ANSWERED = Set.of(
            "content-security-policy",
            "content-security-policy-report-only",
            "x-frame-options",
            "strict-transport-security",
            "alt-svc",
            "date",
            "server");

    /** What a program of ours sends to the kernel itself. */
    private static final Pattern TOKEN = Pattern.compile("(?i)bearer\\s+aule_.*");

    private static final Pattern DOMAIN = Pattern.compile("(?i);\\s*domain\\s*=[^;]*");
    private static final Pattern HERE = Pattern.compile("https?://[^/]*\\.localhost(:\\d+)?(?=/|$)");

    boolean upgrades() {
        return fields.contains("Connection", "Upgrade") && fields.contains("Upgrade");
    }

    /** Without what belongs to the kernel, and as if the browser had asked the server itself. */
    List<HttpField> request() {
        var all = new ArrayList<HttpField>();
        fields.forEach(it -> asked(it).forEach(all::add));
        return all;
    }

    private Stream<HttpField> asked(HttpField field) {
        var name = field.getName().toLowerCase(Locale.ROOT);
        var value = field.getValue() == null ? "" : field.getValue();
        return switch (name) {
            case "host" -> Stream.empty();
            case "connection", "upgrade" -> upgrades() ? Stream.of(field) : Stream.empty();
            case "origin", "referer" ->
                Stream.of(new HttpField(field.getName(), HERE.matcher(value).replaceFirst("http://" + host)));
            case "cookie" -> cookies(field.getName(), value);
            case "authorization" -> TOKEN.matcher(value).matches() ? Stream.empty() : Stream.of(field);
            default -> HOP.contains(name) ? Stream.empty() : Stream.of(field);
        };
    }

    private static Stream<HttpField> cookies(String name, String value) {
        var own = Stream.of(value.split(";\\s*", -1))
                .filter(it -> !it.startsWith(Access.COOKIE + "="))
                .collect(Collectors.joining("; "));
        return own.isBlank() ? Stream.empty() : Stream.of(new HttpField(name, own));
    }

    /**
     * Under our rules instead of its own.
     *
     * @param port the kernel's
     */
    List<HttpField> answer(int port) {
        var all = new ArrayList<HttpField>();
        fields.forEach(it -> answered(it).forEach(all::add));
        all.add(new HttpField("Content-Security-Policy", Headers.server(port)));
        all.add(new HttpField("Referrer-Policy", "no-referrer"));
        return all;
    }

    private Stream<HttpField> answered(HttpField field) {
        var name = field.getName().toLowerCase(Locale.ROOT);
        var value = field.getValue() == null ? "" : field.getValue();
        return switch (name) {
            case "connection", "upgrade" -> upgrades() ? Stream.of(field) : Stream.empty();
            case "set-cookie" ->
                Stream.of(new HttpField(field.getName(), DOMAIN.matcher(value).replaceAll("")));
            case "location" ->
                Stream.of(new HttpField(field.getName(), value.replaceFirst("^https?://" + Pattern.quote(host), "")));
            case "referrer-policy" -> Stream.empty();
            default -> HOP.contains(name) || NOT_ANSWERED.contains(name) ? Stream.empty() : Stream.of(field);
        };
    }
}
