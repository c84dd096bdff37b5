package aule.egress;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** One request that leaves the machine; its headers may hold secrets, so it prints without them. */
public record Outgoing(
        String method, URI uri, Map<String, String> headers, String body, Allowance allowance, Patience patience) {

    public Outgoing {
        headers = Map.copyOf(headers);
    }

    public static Outgoing get(URI uri, Allowance allowance) {
        return new Outgoing("GET", uri, Map.of(), "", allowance, Patience.SHORT);
    }

    public static Outgoing postJson(URI uri, String json, Allowance allowance) {
        var headers = Map.of("Content-Type", "application/json");
        return new Outgoing("POST", uri, headers, json, allowance, Patience.SHORT);
    }

    public Outgoing with(String header, String value) {
        var all = new HashMap<>(headers);
        all.put(header, value);
        return new Outgoing(method, uri, all, body, allowance, patience);
    }

    public Outgoing with(Patience other) {
        return new Outgoing(method, uri, headers, body, allowance, other);
    }

    @Override
    public String toString() {
        return method + " " + Origin.of(uri) + uri.getRawPath();
    }
}
