package aule.agents;

import aule.kernel.ConversationId;
import aule.kernel.MessageId;
import aule.kernel.ReceiptId;
import aule.kernel.RunId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as the edge shows it: an answer brings the steps that led to it. */
record MessageView(
        MessageId id,
        ConversationId conversationId,
        long seq,
        String role,
        String content,
        @Nullable String thought,
        @Nullable List<Step> steps,
        @Nullable RunId runId,
        @Nullable List<ReceiptId> receipts,
        Instant createdAt) {

    /** @param steps null for what a person said */
    static MessageView of(Message message, @Nullable Steps steps) {
        return new MessageView(
                message.id(),
                message.conversation(),
                message.seq(),
                message.role(),
                message.content(),
                steps == null ? null : steps.thought(),
                steps == null ? null : steps.all(),
                message.run(),
                steps == null ? null : steps.receipts(),
                message.createdAt());
    }
}
