package aule.policy;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * One line of the policy: the first whose condition holds decides.
 *
 * @param id what receipts and refusals name
 * @param when a condition over the action, see {@link Action}
 * @param reason why, in a sentence for the person who reads it
 */
public record Rule(String id, String when, Answer answer, String reason) {

    /** What a rule says to an action it applies to. */
    public enum Answer {
        ALLOW,
        DENY,
        CONFIRM;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
