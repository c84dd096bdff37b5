package aule.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/** Tells public addresses from all others: the special-purpose registries of IANA (RFC 6890) and what clouds add. */
final class AddressGuard {

    private static final List<Block> NEVER = List.of(
            Block.of("0.0.0.0/8"),
            Block.of("169.254.0.0/16"),
            Block.of("168.63.129.16/32"),
            Block.of("100.100.100.200/32"),
            Block.of("192.0.0.192/32"),
            Block.of("224.0.0.0/4"),
            Block.of("240.0.0.0/4"),
            Block.of("::/128"),
            Block.of("fe80::/10"),
            Block.of("fec0::/10"),
            Block.of("fd00:ec2::254/128"),
            Block.of("fd20:ce::254/128"),
            Block.of("ff00::/8"));

    private static final List<Block> SPECIAL = List.of(
            Block.of("10.0.0.0/8"),
            Block.of("100.64.0.0/10"),
            Block.of("127.0.0.0/8"),
            Block.of("172.16.0.0/12"),
            Block.of("192.0.0.0/24"),
            Block.of("192.0.2.0/24"),
            Block.of("192.88.99.0/24"),
            Block.of("192.168.0.0/16"),
            Block.of("198.18.0.0/15"),
            Block.of("198.51.100.0/24"),
            Block.of("203.0.113.0/24"),
            Block.of("2001::/23"),
            Block.of("2001:db8::/32"),
            Block.of("2002::/16"),
            Block.of("3fff::/20"));

    /** The only IPv6 space given out as public; mapped, translated, local and unique-local forms all lie outside. */
    private static final Block GLOBAL_UNICAST = Block.of("2000::/3");

    private AddressGuard() {}

    /** Whether anybody on the internet means the same machine by it. */
    static boolean isPublic(InetAddress address) {
        var special = SPECIAL.stream().anyMatch(it -> it.holds(address));
        if (special || isNeverReached(address)) {
            return false;
        }
        return switch (address) {
            case Inet4Address _ -> true;
            case Inet6Address v6 -> GLOBAL_UNICAST.holds(v6) && !isTunnel(v6);
            default -> false;
        };
    }

    /** Whether not even a configured origin may lead there: link-local, metadata services, multicast, unspecified. */
    static boolean isNeverReached(InetAddress address) {
        return NEVER.stream().anyMatch(it -> it.holds(address)) || embedsIpv4(address);
    }

    /** Forms that carry an IPv4 address inside an IPv6 one (RFC 4291, 6052, 8215); Java unwraps the mapped form itself. */
    private static boolean embedsIpv4(InetAddress address) {
        return address instanceof Inet6Address v6
                && !v6.isLoopbackAddress()
                && (Block.of("::/96").holds(v6)
                        || Block.of("::ffff:0:0:0/96").holds(v6)
                        || Block.of("64:ff9b::/96").holds(v6)
                        || Block.of("64:ff9b:1::/48").holds(v6));
    }

    /** An ISATAP interface identifier (RFC 5214): the lower half is 0:5efe or 200:5efe and an IPv4 address. */
    private static boolean isTunnel(Inet6Address address) {
        var bytes = address.getAddress();
        return (bytes[8] & 0xfd) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    /** Addresses that share their first bits. */
    private record Block(InetAddress first, int bits) {

        static Block of(String cidr) {
            var slash = cidr.indexOf('/');
            return new Block(
                    InetAddress.ofLiteral(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)));
        }

        boolean holds(InetAddress address) {
            var ours = first.getAddress();
            var theirs = address.getAddress();
            if (ours.length != theirs.length) {
                return false;
            }
            for (var bit = 0; bit < bits; bit++) {
                var mask = 0x80 >> (bit % 8);
                if ((ours[bit / 8] & mask) != (theirs[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
