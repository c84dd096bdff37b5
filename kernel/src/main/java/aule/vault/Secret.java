package aule.vault;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Text that must not be shown: it prints as {@code ****} wherever it ends up by accident. */
public final class Secret {

    private static final String HIDDEN = "****";
    private static final int SHOWN = 4;

    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The text itself, for the one place that needs it. */
    public String reveal() {
        return value;
    }

    /** Enough for its owner to recognise it: the last four characters of a text that is long enough to spare them. */
    public String hint() {
        return value.length() < 3 * SHOWN ? HIDDEN : HIDDEN + value.substring(value.length() - SHOWN);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return HIDDEN;
    }

    private byte[] bytes() {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
