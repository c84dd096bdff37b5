package aule.agents;

import aule.agents.past.Edit;
import aule.kernel.CheckpointId;
import aule.kernel.PersonaId;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a fork leaves the run that it comes from, and what is different about it; null leaves it as it was.
 *
 * @param at the position of the last event that both share; null for all of them
 * @param message what the model reads before its next answer
 * @param files the files to begin with; null for those that were there at the place
 */
public record ForkChange(
        @Nullable Long at,
        Edit edit,
        @Nullable String goal,
        @Nullable String message,
        @Nullable String model,
        @Nullable PersonaId persona,
        @Nullable Integer priority,
        Files where,
        @Nullable CheckpointId files) {

    /** In which files a fork works. */
    public enum Files {
        /** In a project of its own, with the files as they were. */
        COPY,
        /** In the same project, whose files become what they were. */
        RESTORE,
        /** In the same project, with the files as they are. */
        KEEP;

        @JsonCreator
        public static Files of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }
}
