package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import org.jspecify.annotations.Nullable;

/** Something that happened in a conversation. The stream is the conversation's id. */
public sealed interface ConversationEvent extends Event {

    ConversationId conversationId();

    @JsonTypeName("conversation.created")
    record Created(
            ConversationId conversationId,
            String title,
            @Nullable ProjectId projectId,
            @Nullable PersonaId personaId) implements ConversationEvent {}

    @JsonTypeName("conversation.updated")
    record Updated(
            ConversationId conversationId,
            String title,
            @Nullable ProjectId projectId,
            @Nullable PersonaId personaId) implements ConversationEvent {}

    @JsonTypeName("conversation.deleted")
    record Deleted(ConversationId conversationId) implements ConversationEvent {}

    /**
     * Somebody said something.
     *
     * @param role {@code user}, {@code assistant}, {@code system}, {@code tool} or {@code kernel}
     * @param runId the run that this message started or that answered with it
     */
    @JsonTypeName("new_message")
    record NewMessage(
            ConversationId conversationId,
            MessageId messageId,
            String role,
            String content,
            @Nullable RunId runId) implements ConversationEvent {}
}
