package aule.egress;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * One request that leaves the machine; its headers may hold secrets, so it prints without them.
 *
 * @param left is told when the whole of it has left
 */
public record Outgoing(
        String method,
        URI uri,
        Map<String, String> headers,
        String body,
        Allowance allowance,
        Patience patience,
        Runnable left) {

    public Outgoing {
        headers = Map.copyOf(headers);
    }

    public static Outgoing get(URI uri, Allowance allowance) {
        return new Outgoing("GET", uri, Map.of(), "", allowance, Patience.SHORT, Outgoing::unheard);
    }

    public static Outgoing postJson(URI uri, String json, Allowance allowance) {
        var headers = Map.of("Content-Type", "application/json");
        return new Outgoing("POST", uri, headers, json, allowance, Patience.SHORT, Outgoing::unheard);
    }

    public Outgoing with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Outgoing(method, uri, all, body, allowance, patience, left);
    }

    public Outgoing with(Patience other) {
        return new Outgoing(method, uri, headers, body, allowance, other, left);
    }

    /** Tells of one with a body when the whole of it has left. */
    public Outgoing telling(Runnable other) {
        return new Outgoing(method, uri, headers, body, allowance, patience, other);
    }

    private static void unheard() {}

    @Override
    public String toString() {
        return method + " " + Origin.of(uri) + uri.getRawPath();
    }
}
