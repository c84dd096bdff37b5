package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A durable question to a person and its answer. The stream is the run's id, so the question stands in its timeline. */
public sealed interface ConfirmationEvent extends Event {

    ConfirmationId confirmationId();

    /**
     * A run waits for a person.
     *
     * @param kind {@code approval} of a call, or {@code question} from the agent
     * @param callId the tool call that waits
     * @param arguments a JSON object as text: exactly what executes if it is approved
     * @param preview the same in words or as a diff, for people
     * @param rule the id of the rule that asks
     * @param reason why it asks, in a sentence
     * @param options answers to choose from, for a question; empty for free text
     */
    @JsonTypeName("confirmation.requested")
    record Requested(
            ConfirmationId confirmationId,
            RunId runId,
            String callId,
            String kind,
            ToolName tool,
            String arguments,
            String preview,
            String rule,
            String reason,
            List<String> options)
            implements ConfirmationEvent {

        public Requested {
            options = List.copyOf(options);
        }
    }

    /**
     * A person answered.
     *
     * @param decision {@code approve}, {@code reject}, {@code edit}, {@code answer}, or by the kernel {@code expire}
     *     or {@code cancel}
     * @param arguments what executes instead, for {@code edit}
     * @param text the answer to a question, or why it was rejected
     * @param remember {@code once}, {@code run} or {@code always}
     */
    @JsonTypeName("confirmation.resolved")
    record Resolved(
            ConfirmationId confirmationId,
            RunId runId,
            String callId,
            String decision,
            @Nullable String arguments,
            String text,
            String remember,
            String by)
            implements ConfirmationEvent {}
}
