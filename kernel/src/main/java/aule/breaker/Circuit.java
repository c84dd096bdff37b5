package aule.breaker;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How calls to one target fare.
 *
 * @param probeAt when the next call may find out whether the target works again; null unless it is open
 */
public record Circuit(State state, @Nullable Instant probeAt) {

    /** Whether calls go through. */
    public enum State {
        /** They do. */
        CLOSED,
        /** They do not. */
        OPEN,
        /** One does, and decides about the others. */
        PROBING;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
