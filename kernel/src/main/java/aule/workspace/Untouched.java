package aule.workspace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Something that a restore left as it is, and why. */
public record Untouched(String path, Reason reason) {

    /** Why something stays. */
    public enum Reason {
        /** One of the two checkpoints could not keep it, so nothing would bring it back. */
        NOT_KEPT,
        /** The folder has something in it that no checkpoint knows. */
        NOT_EMPTY,
        /** Something else is in its place or on the way to it, or the kernel may not touch it. */
        BLOCKED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
