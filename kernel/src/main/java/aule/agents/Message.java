package aule.agents;

import aule.kernel.ConversationId;
import aule.kernel.MessageId;
import aule.kernel.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that was said in a conversation.
 *
 * @param seq where it stands in the journal
 * @param role {@code user}, {@code assistant}, or {@code kernel} for how a run ended that had no answer
 * @param run the run that it started or that answered with it
 */
public record Message(
        MessageId id,
        ConversationId conversation,
        long seq,
        String role,
        String content,
        @Nullable RunId run,
        Instant createdAt) {}
