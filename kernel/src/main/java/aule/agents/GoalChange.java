package aule.agents;

import aule.kernel.PersonaId;
import org.jspecify.annotations.Nullable;

/** What is to be different when a goal is tried again; null leaves it as it was. */
public record GoalChange(
        @Nullable String goal,
        @Nullable String model,
        @Nullable PersonaId persona,
        @Nullable Integer priority) {

    /** Once more, unchanged. */
    public static final GoalChange SAME = new GoalChange(null, null, null, null);
}
