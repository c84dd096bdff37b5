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
}
