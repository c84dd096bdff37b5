package aule.kernel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one thing. The text is a kind, a hyphen, and a part that is unique within the kind. */
public sealed interface Id
        permits ArtifactId,
                BillId,
                BudgetId,
                CheckpointId,
                ConfirmationId,
                ConversationId,
                MessageId,
                OrgId,
                PersonaId,
                ProcessId,
                ProjectId,
                ReceiptId,
                RunId,
                RunTestId,
                ShareId,
                SnapshotId,
                StreamId,
                TerminalId,
                UndoId,
                UserId {

    Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    @JsonValue
    String value();

    /** @throws AuleException with {@code INVALID} unless the text is an id of this kind, or a bare UUID */
    static void check(String kind, String value) {
        var uuid = value.length() == 36 && value.charAt(8) == '-';
        if (!SHAPE.matcher(value).matches() || !(uuid || value.startsWith(kind + "-"))) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "'%s' is not a %s id; one looks like '%s-…'.".formatted(clip(value), kind, kind));
        }
    }

    private static String clip(String value) {
        return value.length() <= 64 ? value : value.substring(0, 64) + "…";
    }
}
