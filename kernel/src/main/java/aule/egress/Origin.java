package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** A scheme, a host and a port (RFC 6454): where a request goes, without its path. */
public record Origin(String scheme, String host, int port) {

    private static final Pattern NUMBERS = Pattern.compile("[\\d.]+|0[xX][\\da-fA-F.xX]*");

    /** @throws AuleException with {@code EGRESS_DENIED} unless the address is http or https with a host and no password */
    public static Origin of(URI uri) {
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw denied("Only http and https addresses can be reached, not '%s:'.".formatted(scheme));
        }
        if (uri.getHost() == null || uri.getHost().isEmpty()) {
            throw denied("The address names no host; write one like https://example.org.");
        }
        if (uri.getUserInfo() != null) {
            throw denied("The address for %s holds a user name or password; take it out.".formatted(uri.getHost()));
        }
        requireReachable(uri.getHost());
        return new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), portOf(uri, scheme));
    }

    /** @throws AuleException with {@code INVALID} if the text is no address, {@code EGRESS_DENIED} as {@link #of(URI)} */
    public static Origin of(String address) {
        return of(parse(address));
    }

    /** @throws AuleException with {@code INVALID} if the text is no address */
    public static URI parse(String address) {
        try {
            return URI.create(address.strip());
        } catch (IllegalArgumentException e) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "'%s' is not an address; write one like https://example.org.".formatted(address),
                    e);
        }
    }

    /** Refuses addresses in numbers that lead nowhere good, whoever configured them. */
    private static void requireReachable(String host) {
        if (!host.startsWith("[") && !NUMBERS.matcher(host).matches()) {
            return;
        }
        var address = literal(host);
        if (AddressGuard.isNeverReached(address)) {
            throw denied(
                    "%s is never reached from here: link-local, metadata and multicast addresses belong to the machine and its cloud, not to a server."
                            .formatted(host));
        }
        if (address instanceof Inet4Address
                && !host.startsWith("[")
                && !address.getHostAddress().equals(host)) {
            throw ambiguous(host);
        }
    }

    private static InetAddress literal(String host) {
        try {
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException _) {
            throw ambiguous(host);
        }
    }

    /** Others read a leading zero as octal, and fewer than four numbers as one large one. */
    private static AuleException ambiguous(String host) {
        return denied(
                "The address '%s' can be read in several ways; write four decimal numbers, or IPv6 without a zone."
                        .formatted(host));
    }

    private static int portOf(URI uri, String scheme) {
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        return scheme.equals("https") ? 443 : 80;
    }

    private static AuleException denied(String sentence) {
        return new AuleException(ErrorCode.EGRESS_DENIED, sentence);
    }

    @Override
    public String toString() {
        return "%s://%s:%d".formatted(scheme, host, port);
    }
}
