package aule.gateway;

import aule.access.Access;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import io.javalin.http.Context;
import java.util.Set;

/** Turns away what a browser sends on behalf of another site, before anybody is identified. */
final class Doorkeeper {

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OURS = Set.of("same-origin", "none");

    private final Hosts hosts;

    Doorkeeper(Hosts hosts) {
        this.hosts = hosts;
    }

    Hosts.Addressee addressee(Context http) {
        return hosts.addressee(http.header("Host"), http.req().getLocalPort());
    }

    /** @throws AuleException with {@code FORBIDDEN} for a request that one of our own pages would not send */
    void check(Context http) {
        var origin = http.header("Origin");
        if (origin != null && !mayAsk(http, origin)) {
            throw forbidden("Pages of %s may not use this kernel.".formatted(shown(origin)));
        }
        if (http.path().startsWith("/v1/") && !OURS.contains(site(http))) {
            throw forbidden("Another site asked for this in the name of its visitor.");
        }
        if (origin == null && changes(http) && byCookie(http) && !site(http).equals("same-origin")) {
            throw forbidden("A change that is signed in by cookie needs an Origin; send it, or use a bearer token.");
        }
    }

    /** A page that hides its referrer sends {@code null}; then the browser's own word on the site decides. */
    private static boolean mayAsk(Context http, String origin) {
        return origin.equals("null")
                ? "same-origin".equals(http.header("Sec-Fetch-Site"))
                : Hosts.same(origin, String.valueOf(http.header("Host")));
    }

    /** Programs do not send the header, and they are not tricked by pages. */
    private static String site(Context http) {
        var site = http.header("Sec-Fetch-Site");
        return site == null ? "none" : site;
    }

    private static boolean changes(Context http) {
        return !SAFE.contains(http.req().getMethod());
    }

    private static boolean byCookie(Context http) {
        return http.header("Authorization") == null && http.cookie(Access.COOKIE) != null;
    }

    static AuleException forbidden(String sentence) {
        return new AuleException(ErrorCode.FORBIDDEN, sentence);
    }

    private static String shown(String origin) {
        var clean = origin.replaceAll("[^\\w.:/\\[\\]-]", "?");
        return clean.length() <= 100 ? clean : clean.substring(0, 100) + "…";
    }
}
