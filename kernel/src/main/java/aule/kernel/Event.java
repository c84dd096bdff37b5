package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * Something that happened and that outlives disk, wire and restart: ids and values, never live objects. The wire name
 * stands in {@code @JsonTypeName}; a test pins all of them.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
public sealed interface Event
        permits RunEvent,
                ConversationEvent,
                ConfirmationEvent,
                ProjectEvent,
                CheckpointEvent,
                ArtifactEvent,
                ProcessEvent,
                SystemEvent,
                TerminalEvent,
                BudgetEvent,
                NetworkEvent {

    /** The version of this shape; a changed shape raises it and keeps reading the older ones. */
    default int shapeVersion() {
        return 1;
    }
}
