package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened to a workspace as a whole. The stream is the project's id. */
public sealed interface CheckpointEvent extends Event {

    CheckpointId checkpointId();

    ProjectId projectId();

    /**
     * The workspace as it is now was kept.
     *
     * @param runId the run it was kept for, null if for a person
     * @param label why, for people
     * @param tree the hash of the kept state: the same state has the same hash
     * @param files how many files and links it has
     * @param bytes the size of their contents
     * @param leftOut how many things could not be kept; the checkpoint names them
     */
    @JsonTypeName("checkpoint.made")
    record Made(
            CheckpointId checkpointId,
            ProjectId projectId,
            @Nullable RunId runId,
            String label,
            String tree,
            long files,
            long bytes,
            int leftOut)
            implements CheckpointEvent {}

    /**
     * The workspace was made what it was.
     *
     * @param beforeId the checkpoint of what it was until then
     * @param paths what was asked for; empty for all
     * @param changed how many files, links and folders changed
     */
    @JsonTypeName("checkpoint.restored")
    record Restored(
            CheckpointId checkpointId, ProjectId projectId, CheckpointId beforeId, List<String> paths, int changed)
            implements CheckpointEvent {

        public Restored {
            paths = List.copyOf(paths);
        }
    }

    /**
     * What was done to a workspace was taken back. Its own two checkpoints make it something that can be taken back too.
     *
     * @param checkpointId the workspace as it was afterwards
     * @param runId whose work it was, null if it was nobody's
     * @param callId the one call, null for all of the run
     * @param undoneId the earlier undo that was taken back, null if it was none
     * @param paths what was asked for; empty for all
     * @param beforeId the workspace as it was until then
     * @param changed how many files, links and folders changed
     * @param kept how many stayed although their change was meant, because of what came later
     */
    @JsonTypeName("undo.made")
    record Undone(
            CheckpointId checkpointId,
            ProjectId projectId,
            UndoId undoId,
            @Nullable RunId runId,
            @Nullable String callId,
            @Nullable UndoId undoneId,
            List<String> paths,
            CheckpointId beforeId,
            int changed,
            int kept)
            implements CheckpointEvent {

        public Undone {
            paths = List.copyOf(paths);
        }
    }

    /**
     * A checkpoint was given a name, as which it is a snapshot of the project and is kept, or lost it.
     *
     * @param name empty if it has none any more
     */
    @JsonTypeName("checkpoint.named")
    record Named(CheckpointId checkpointId, ProjectId projectId, String name) implements CheckpointEvent {}

    /**
     * What some checkpoints alone held was cleared away.
     *
     * @param checkpointId the last of them that was made
     * @param gone all of them
     * @param reason {@code age} or {@code size}
     */
    @JsonTypeName("checkpoint.cleared")
    record Cleared(CheckpointId checkpointId, ProjectId projectId, List<CheckpointId> gone, String reason)
            implements CheckpointEvent {

        public Cleared {
            gone = List.copyOf(gone);
        }
    }
}
