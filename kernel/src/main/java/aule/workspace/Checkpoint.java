package aule.workspace;

import aule.kernel.CheckpointId;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A workspace as it was at one moment.
 *
 * @param run the run it was made for, null if for a person
 * @param label why it was made
 * @param actor who made it: a user id, a run id or {@code kernel}
 * @param tree the hash of the state; the same state has the same
 * @param files how many files and links it holds
 * @param bytes the size of their contents
 * @param leftOut how many things it could not hold
 */
public record Checkpoint(
        CheckpointId id,
        OrgId org,
        ProjectId project,
        @Nullable RunId run,
        String label,
        String actor,
        String tree,
        long files,
        long bytes,
        int leftOut,
        Instant madeAt) {}
