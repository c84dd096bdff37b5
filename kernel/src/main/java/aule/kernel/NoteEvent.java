package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** What is noted in a run's stream about the run, and changes nothing about it. */
public sealed interface NoteEvent extends RunEvent {

    /**
     * Somebody kept the run as it was at one moment. Changes nothing about the run.
     *
     * @param position the last event that was there; what the run knew and planned follows from the events up to it
     * @param checkpointId the workspace at the same moment
     * @param status the wire name of the status it had
     * @param step the model's answers up to then
     */
    @JsonTypeName("snapshot.made")
    record SnapshotMade(
            RunId runId,
            SnapshotId snapshotId,
            String label,
            long position,
            CheckpointId checkpointId,
            String status,
            int step)
            implements NoteEvent {}

    /**
     * The agent wrote to the person while it went on working. Changes nothing about the run.
     *
     * @param messageId the same in the conversation, if there is one
     */
    @JsonTypeName("person.messaged")
    record PersonMessaged(RunId runId, MessageId messageId, String text) implements NoteEvent {}

    /**
     * A failed run needs nobody's attention any more. Follows {@code run.failed} and changes nothing about the run.
     *
     * @param how {@code retried} or {@code closed}
     * @param note why, or the id of the run that tries again
     */
    @JsonTypeName("dead_letter.closed")
    record LetterClosed(RunId runId, String how, String note) implements NoteEvent {}
}
