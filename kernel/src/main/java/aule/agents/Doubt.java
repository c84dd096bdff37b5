package aule.agents;

import aule.kernel.RunId;
import aule.kernel.ToolName;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A call of which nobody knows whether it happened, because the kernel stopped while it was at work.
 *
 * @param arguments a JSON object as text
 * @param seq where it was noticed in the journal
 * @param since when it was noticed
 * @param settled what a person decided about it, null while nobody has
 */
public record Doubt(
        RunId run,
        String callId,
        ToolName tool,
        String arguments,
        long seq,
        Instant since,
        @Nullable Settlement settled) {

    /** What its run's agent is to make of it. */
    public enum Choice {
        /** It did not happen, and is wanted: call it again. */
        RETRY,
        /** It happened. */
        DONE,
        /** It did not happen, and is not to. */
        FAILED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Choice of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param note what the person adds, empty if nothing
     * @param by the id of who decided
     */
    public record Settlement(Choice choice, String note, String by, Instant at) {}

    Doubt called(String json) {
        return new Doubt(run, callId, tool, json, seq, since, settled);
    }

    Doubt settledAs(Settlement settlement) {
        return new Doubt(run, callId, tool, arguments, seq, since, settlement);
    }
}
