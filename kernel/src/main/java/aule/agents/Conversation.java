package aule.agents;

import aule.kernel.ConversationId;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A thread of messages between people and an agent.
 *
 * @param title empty until the first message gives it one
 * @param touched the {@code seq} of what happened in it last; lists are ordered by it
 */
public record Conversation(
        ConversationId id,
        OrgId org,
        String title,
        @Nullable ProjectId project,
        @Nullable PersonaId persona,
        Instant createdAt,
        Instant updatedAt,
        long touched) {}
