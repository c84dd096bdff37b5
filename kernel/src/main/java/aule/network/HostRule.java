package aule.network;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hosts that may be reached.
 *
 * @param host a name, or {@code *.name} for all below it but not the name itself
 * @param ports the ports; 80 and 443 unless others are named
 */
record HostRule(String host, Set<Integer> ports) {

    static final Set<Integer> USUAL = Set.of(80, 443);

    private static final Pattern SHAPE = Pattern.compile(
            "(?<host>(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*)(:(?<ports>[0-9]{1,5}(,[0-9]{1,5})*))?");

    private static final int LONGEST = 300;
    private static final int MOST = 65_535;

    HostRule {
        ports = Set.copyOf(ports);
    }

    /**
     * Reads {@code registry.npmjs.org}, {@code *.example.org} or {@code example.org:443,8443}.
     *
     * @throws AuleException with {@code INVALID} for what is none
     */
    static HostRule of(String text) {
        var plain = text.strip().toLowerCase(Locale.ROOT);
        var found = SHAPE.matcher(plain);
        if (plain.length() > LONGEST || !found.matches() || found.group("host").equals("*")) {
            throw invalid(text);
        }
        return new HostRule(
                found.group("host"), found.group("ports") == null ? USUAL : ports(text, found.group("ports")));
    }

    private static Set<Integer> ports(String text, String list) {
        var ports =
                Pattern.compile(",").splitAsStream(list).map(Integer::valueOf).collect(Collectors.toSet());
        if (ports.stream().anyMatch(it -> it < 1 || it > MOST)) {
            throw invalid(text);
        }
        return ports;
    }

    private static AuleException invalid(String text) {
        return new AuleException(
                ErrorCode.INVALID,
                "'%s' is no host; write example.org, *.example.org or example.org:8443."
                        .formatted(text.length() > 80 ? text.substring(0, 80) + "…" : text));
    }

    boolean allows(String name, int port) {
        return ports.contains(port) && holds(name);
    }

    private boolean holds(String name) {
        return host.startsWith("*.")
                ? name.endsWith(host.substring(1)) && name.length() >= host.length()
                : name.equals(host);
    }

    /** Whether everything that the other lets through passes here, too. */
    boolean covers(HostRule other) {
        if (!ports.containsAll(other.ports)) {
            return false;
        }
        return host.equals(other.host)
                || (host.startsWith("*.") && other.host.replaceFirst("^\\*", "").endsWith(host.substring(1)));
    }

    @Override
    public String toString() {
        return ports.equals(USUAL)
                ? host
                : host + ":"
                        + new TreeSet<>(ports).stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
