package aule.models.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What goes with every request to a server beside its body.
 *
 * @param keyHeader the header in which a key is sent; {@code Authorization} carries it as a bearer token
 * @param headers fixed ones, by name
 * @param query fixed parameters of every address
 */
public record Sending(String keyHeader, Map<String, String> headers, Map<String, String> query) {

    private static final String AUTHORIZATION = "Authorization";

    /** The way of OpenAI and of whoever speaks its protocol. */
    public static final Sending BEARER = keyIn(AUTHORIZATION);

    public Sending {
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
    }

    /** The key, and nothing beside it. */
    public static Sending keyIn(String header) {
        return new Sending(header, Map.of(), Map.of());
    }

    /** The same with one more header. */
    public Sending with(String header, String value) {
        var all = new LinkedHashMap<>(headers);
        all.put(header, value);
        return new Sending(keyHeader, all, query);
    }

    /** The same with one more parameter in every address. */
    public Sending asking(String parameter, String value) {
        var all = new LinkedHashMap<>(query);
        all.put(parameter, value);
        return new Sending(keyHeader, headers, all);
    }

    String keyValue(String key) {
        return keyHeader.equalsIgnoreCase(AUTHORIZATION) ? "Bearer " + key : key;
    }

    /** A path with the fixed parameters, each in its own order every time. */
    String address(String path) {
        if (query.isEmpty()) {
            return path;
        }
        return new TreeMap<>(query)
                .entrySet().stream()
                        .map(it -> it.getKey() + "=" + encoded(it.getValue()))
                        .collect(Collectors.joining("&", path + (path.contains("?") ? "&" : "?"), ""));
    }

    static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
