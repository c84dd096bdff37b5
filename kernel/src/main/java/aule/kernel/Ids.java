package aule.kernel;

import java.math.BigInteger;
import java.util.UUID;

/** Where fresh identifiers come from: UUIDv7 (RFC 9562) in production, counted in tests. */
@FunctionalInterface
public interface Ids {

    UUID next();

    /** A fresh id of one kind: the kind, a hyphen, and the UUID as {@link #base32}. */
    default String next(String kind) {
        return kind + "-" + base32(next());
    }

    /** The 128 bits as 26 lower-case Crockford base32 characters; text order is numeric order. */
    static String base32(UUID id) {
        var digits = "0123456789abcdefghjkmnpqrstvwxyz";
        var bits = new BigInteger(id.toString().replace("-", ""), 16);
        var text = new char[26];
        for (var place = 25; place >= 0; place--) {
            text[place] = digits.charAt(bits.intValue() & 31);
            bits = bits.shiftRight(5);
        }
        return new String(text);
    }
}
