package aule.workspace;

import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.ErrorCode;
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
 * @param name by which a person kept it as a snapshot of the project; empty if nobody did
 * @param cleared when and why what it held was cleared away; null if it is here
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
        Instant madeAt,
        String name,
        @Nullable Cleared cleared) {

    /** @param reason {@code age} or {@code size} */
    public record Cleared(Instant at, String reason) {}

    /** @throws AuleException with {@code CONFLICT} if what it held was cleared away */
    Checkpoint here() {
        if (cleared == null) {
            return this;
        }
        throw new AuleException(
                ErrorCode.CONFLICT,
                "What the files were at %s was cleared away at %s, because %s; this can be neither shown nor undone any more."
                        .formatted(
                                madeAt,
                                cleared.at(),
                                cleared.reason().equals("age")
                                        ? "it was too old"
                                        : "the checkpoints of the project took too much room"));
    }
}
