package aule.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** Closes and opens texts with AES-256-GCM, each bound to the label it was sealed under. */
final class Seal {

    /** What is kept: both parts in base64. */
    record Sealed(String nonce, String ciphertext) {}

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random;

    Seal(SecretKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    Sealed close(String label, Secret secret) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var bytes = cipher(Cipher.ENCRYPT_MODE, nonce, label).doFinal(utf8(secret.reveal()));
            return new Sealed(text(nonce), text(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no AES-256-GCM; use another JDK 25.", e);
        }
    }

    /** The text, or empty when it was altered, moved under another label, or sealed with another key. */
    Optional<Secret> open(String label, Sealed sealed) {
        try {
            var nonce = Base64.getDecoder().decode(sealed.nonce());
            var bytes = Base64.getDecoder().decode(sealed.ciphertext());
            var plain = cipher(Cipher.DECRYPT_MODE, nonce, label).doFinal(bytes);
            return Optional.of(new Secret(new String(plain, StandardCharsets.UTF_8)));
        } catch (AEADBadTagException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime has no AES-256-GCM; use another JDK 25.", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String label) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(utf8(label));
        return cipher;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
