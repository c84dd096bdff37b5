package aule.agents;

import aule.kernel.CheckpointId;
import aule.kernel.RunId;
import aule.kernel.SnapshotId;
import java.time.Instant;

/**
 * A run as it was at one moment.
 *
 * @param position of the last event that was there
 * @param files the workspace at the same moment
 * @param step the model's answers up to then
 * @param seq where it stands in the journal
 */
public record Snapshot(
        SnapshotId id,
        RunId run,
        String label,
        long position,
        CheckpointId files,
        RunStatus status,
        int step,
        Instant madeAt,
        long seq) {}
