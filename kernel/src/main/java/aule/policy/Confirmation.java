package aule.policy;

import aule.kernel.ConfirmationId;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A durable question to a person about one call of one run.
 *
 * @param arguments a JSON object as text: what executes, after an edit the edited
 * @param preview the same for people, with every hidden character made visible
 * @param text the answer to a question, or why it was rejected
 */
public record Confirmation(
        ConfirmationId id,
        OrgId org,
        @Nullable ProjectId project,
        RunId run,
        String callId,
        Kind kind,
        ToolName tool,
        String arguments,
        String preview,
        String rule,
        String reason,
        List<String> options,
        String correlation,
        Status status,
        String text,
        @Nullable String resolvedBy,
        Instant createdAt,
        @Nullable Instant resolvedAt) {

    public Confirmation {
        options = List.copyOf(options);
    }

    /** What is asked for. */
    public enum Kind {
        APPROVAL,
        QUESTION;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Kind of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }
    }

    /** Where the question stands; every status but the first is final. */
    public enum Status {
        PENDING,
        APPROVED,
        REJECTED,
        ANSWERED,
        EXPIRED,
        CANCELLED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String wire) {
            return valueOf(wire.toUpperCase(Locale.ROOT));
        }

        /** Where a decision of {@code confirmation.resolved} leads. */
        static Status after(String decision) {
            return switch (decision) {
                case "approve", "edit" -> APPROVED;
                case "answer" -> ANSWERED;
                case "expire" -> EXPIRED;
                case "cancel" -> CANCELLED;
                default -> REJECTED;
            };
        }
    }
}
