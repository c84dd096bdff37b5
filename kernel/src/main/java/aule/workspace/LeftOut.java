package aule.workspace;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Something that a checkpoint does not hold, and why. */
public record LeftOut(String path, Reason reason) {

    /** Why something is left out. */
    public enum Reason {
        /** The file is larger than what is kept. */
        TOO_LARGE,
        /** The folder holds more than the rest of what is kept; some of it is missing. */
        TOO_MANY,
        /** It is neither file nor folder nor link. */
        SPECIAL,
        /** The kernel may not read it, or the disk does not give it. */
        UNREADABLE,
        /** It changed faster than it could be read. */
        CHANGING;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it stands for this path or for something around it. */
    boolean covers(String other) {
        return path.isEmpty() || other.equals(path) || other.startsWith(path + "/");
    }
}
