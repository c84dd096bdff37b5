package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/** Which model a run thinks with, and why. */
public sealed interface ModelEvent extends RunEvent {

    /**
     * A model was chosen, at the beginning or because another choice holds now.
     *
     * @param rule what decided: {@code explicit}, {@code persona}, {@code rule:ID}, {@code role:NAME}, {@code default}
     *     or {@code fallback}
     * @param why a sentence for people
     * @param otherwise the model that there would have been without the rule; null if no rule decided
     */
    @JsonTypeName("model.chosen")
    record Chosen(
            RunId runId,
            String model,
            String rule,
            String why,
            @Nullable String otherwise) implements ModelEvent {

        /** A choice that no rule decided. */
        public Chosen(RunId runId, String model, String rule, String why) {
            this(runId, model, rule, why, null);
        }
    }

    /**
     * A model could not be used and another is asked instead.
     *
     * @param code the wire name of an {@link ErrorCode}
     * @param reason the failure as a sentence
     */
    @JsonTypeName("model.fallback")
    record FellBack(RunId runId, String from, String to, String code, String reason) implements ModelEvent {}
}
