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
        Behalf behalf,
        Runnable left) {

    private static final Behalf KERNEL = Behalf.of("kernel");

    public Outgoing {
        headers = Map.copyOf(headers);
    }

    public static Outgoing get(URI uri, Allowance allowance) {
        return new Outgoing("GET", uri, Map.of(), "", allowance, Patience.SHORT, KERNEL, Outgoing::unheard);
    }

    public static Outgoing postJson(URI uri, String json, Allowance allowance) {
        var headers = Map.of("Content-Type", "application/json");
        return new Outgoing("POST", uri, headers, json, allowance, Patience.SHORT, KERNEL, Outgoing::unheard);
    }

    public Outgoing with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Outgoing(method, uri, all, body, allowance, patience, behalf, left);
    }

    public Outgoing with(Patience other) {
        return new Outgoing(method, uri, headers, body, allowance, other, behalf, left);
    }

    public Outgoing with(Behalf other) {
        return new Outgoing(method, uri, headers, body, allowance, patience, other, left);
    }

    /** Tells of one with a body when the whole of it has left. */
    public Outgoing telling(Runnable other) {
        return new Outgoing(method, uri, headers, body, allowance, patience, behalf, other);
    }

    private static void unheard() {}

    @Override
    public String toString() {
        return method + " " + Origin.of(uri) + uri.getRawPath();
    }
}
