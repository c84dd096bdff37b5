package aule.processes;

import aule.kernel.OrgId;
import aule.kernel.ProcessId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One process as it is known, alive or not.
 *
 * @param seq its place in the journal
 * @param node the kernel under which it runs
 * @param running whether it lives
 * @param reason why it ended; empty while it runs
 */
public record Entry(
        long seq,
        ProcessId id,
        OrgId org,
        ProjectId project,
        @Nullable RunId run,
        String kind,
        String command,
        String folder,
        String node,
        boolean running,
        @Nullable Integer exitCode,
        String reason,
        Instant startedAt,
        @Nullable Instant endedAt) {}
