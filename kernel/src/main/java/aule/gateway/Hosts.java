package aule.gateway;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which names this kernel answers to, so that no page of another site can pass itself off as ours. */
final class Hosts {

    /** Whom a request was addressed to. */
    sealed interface Addressee {

        /** This kernel. */
        record Kernel() implements Addressee {}

        /** A view, which has an origin of its own. */
        record View(String label) implements Addressee {}

        /** Somebody else: a name that was made to point here, or none at all. */
        record Stranger() implements Addressee {}
    }

    private static final Pattern VIEW = Pattern.compile("([a-z0-9][a-z0-9-]{0,62})\\.localhost");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> configured;

    /** @param configured further names, with a port unless the default one is meant */
    Hosts(Set<String> configured) {
        this.configured = configured;
    }

    Addressee addressee(@Nullable String host, int port) {
        if (host == null) {
            return new Addressee.Stranger();
        }
        var asked = host.toLowerCase(Locale.ROOT);
        if (configured.contains(asked)) {
            return new Addressee.Kernel();
        }
        var name = withoutPort(asked, port);
        if (LOOPBACK.contains(name)) {
            return new Addressee.Kernel();
        }
        var view = VIEW.matcher(name);
        return view.matches() ? new Addressee.View(view.group(1)) : new Addressee.Stranger();
    }

    /** Whether an {@code Origin} is the very host that was asked. */
    static boolean same(String origin, String host) {
        return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
    }

    /** The name alone if the port is right, otherwise something that matches nothing. */
    private static String withoutPort(String host, int port) {
        var suffix = ":" + port;
        if (host.endsWith(suffix)) {
            return host.substring(0, host.length() - suffix.length());
        }
        return port == 80 ? host : "";
    }
}
