package aule.vault;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Where the vault's key comes from. Given text wins over {@code vault.key} in the home, which is made at the first
 * start. Given text is 32 bytes in hex or base64, or else a passphrase, from which PBKDF2-HMAC-SHA256 makes the key
 * with 600,000 rounds and the home's own {@code vault.salt}.
 */
final class Keys {

    private static final int KEY_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final int ROUNDS = 600_000;
    private static final int SHORTEST_PASSPHRASE = 12;

    private final Path home;
    private final SecureRandom random;

    Keys(Path home, SecureRandom random) {
        this.home = home;
        this.random = random;
    }

    SecretKey key(Optional<String> given) {
        var bytes = given.map(this::read).orElseGet(() -> kept("vault.key", KEY_BYTES));
        return new SecretKeySpec(bytes, "AES");
    }

    private byte[] read(String given) {
        return hex(given).or(() -> base64(given)).orElseGet(() -> derive(given));
    }

    private static Optional<byte[]> hex(String text) {
        return text.matches("[0-9A-Fa-f]{64}") ? Optional.of(HexFormat.of().parseHex(text)) : Optional.empty();
    }

    private static Optional<byte[]> base64(String text) {
        return text.matches("[A-Za-z0-9+/]{43}=")
                ? Optional.of(Base64.getDecoder().decode(text))
                : Optional.empty();
    }

    private byte[] derive(String passphrase) {
        if (passphrase.length() < SHORTEST_PASSPHRASE) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "AULE_SECRET_KEY is too short; give 32 bytes in hex or base64, or a passphrase of at least %d characters."
                            .formatted(SHORTEST_PASSPHRASE));
        }
        try {
            var salt = kept("vault.salt", SALT_BYTES);
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(passphrase.toCharArray(), salt, ROUNDS, KEY_BYTES * 8))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no PBKDF2; use another JDK 25.", e);
        }
    }

    /** Random bytes that are made once and then stay in the home. */
    private byte[] kept(String name, int size) {
        var line = new PrivateFile(home.resolve(name)).keep(() -> fresh(size));
        return Optional.of(line)
                .filter(it -> it.matches("[A-Za-z0-9+/]+={0,2}") && it.length() % 4 == 0)
                .map(Base64.getDecoder()::decode)
                .filter(it -> it.length == size)
                .orElseThrow(() -> damaged(name));
    }

    private String fresh(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static AuleException damaged(String name) {
        return new AuleException(
                ErrorCode.INTERNAL,
                "%s in the home is damaged; restore it from a backup, because the stored secrets need it."
                        .formatted(name));
    }
}
