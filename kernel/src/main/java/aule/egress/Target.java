package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a request wants to go.
 *
 * @param method the HTTP method; {@code CONNECT} for a tunnel
 * @param host in lower case, without a last dot; an IPv6 address without brackets
 */
public record Target(String method, String host, int port) {

    private static final Pattern PLACE = Pattern.compile(
            "(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(:(?<port>[0-9]{1,5}))?");

    private static final int MOST = 65_535;

    /** @throws AuleException with {@code INVALID} for what names no host and port */
    static Target tunnel(String authority) {
        if (!authority.matches(".*:[0-9]+")) {
            throw new AuleException(ErrorCode.INVALID, "CONNECT names a host and a port.");
        }
        return of("CONNECT", authority, 0);
    }

    /** @throws AuleException with {@code INVALID} for what names no host */
    static Target http(String method, String authority) {
        return of(method, authority, 80);
    }

    static Target of(String method, Origin origin) {
        var host = origin.host();
        return new Target(method, host.startsWith("[") ? host.substring(1, host.length() - 1) : host, origin.port());
    }

    private static Target of(String method, String authority, int usual) {
        var place = PLACE.matcher(authority);
        if (!place.matches()) {
            throw new AuleException(ErrorCode.INVALID, "The address names no host and port that can be reached.");
        }
        var port = place.group("port") == null ? usual : Integer.parseInt(place.group("port"));
        if (port < 1 || port > MOST) {
            throw new AuleException(ErrorCode.INVALID, "The address names no port that can be reached.");
        }
        var host = place.group("host").replaceAll("[\\[\\]]", "").replaceFirst("\\.$", "");
        return new Target(method, host.toLowerCase(Locale.ROOT), port);
    }

    /**
     * Judges addresses in numbers like those of every other request.
     *
     * @throws AuleException with {@code EGRESS_DENIED} as {@link Origin#of(URI)}
     */
    void check() {
        Origin.of(URI.create("http://" + bracketed().replace('_', 'x') + ":" + port));
    }

    /** The host and, unless it is usual, the port, as the Host header names them. */
    String authority() {
        return port == 80 ? bracketed() : bracketed() + ":" + port;
    }

    private String bracketed() {
        return host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    }

    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }
}
