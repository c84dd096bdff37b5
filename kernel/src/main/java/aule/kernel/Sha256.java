package aule.kernel;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The SHA-256 of some content, which names that content and nothing else. */
public record Sha256(@JsonValue String hex) {

    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    /** @throws AuleException with {@code INVALID} unless the text is 64 lower-case hex digits */
    @JsonCreator
    public Sha256 {
        if (!SHAPE.matcher(hex).matches()) {
            throw new AuleException(ErrorCode.INVALID, "A SHA-256 is written as 64 lower-case hex digits.");
        }
    }

    public static Sha256 of(byte[] content) {
        var digest = digest();
        digest.update(content);
        return of(digest);
    }

    /** What a digest says that all of the content went through. */
    public static Sha256 of(MessageDigest digest) {
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /** A digest that has seen nothing yet. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
