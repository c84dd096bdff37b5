package aule.tools;

import aule.kernel.CheckpointId;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.ReceiptId;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a tool call happened.
 *
 * @param decision why it was allowed to: {@code allow}, {@code approved} or {@code granted}
 * @param rule the id of the rule that decided
 * @param isolation the rung behind which it ran, {@code kernel} for the kernel's own file door
 * @param cached whether it was not executed, because the same call had this answer and nothing has changed since
 * @param cachedFrom the receipt of the call that was executed
 * @param checkpoint the workspace as it was before, null if the call changes no files of it
 */
record Receipt(
        ReceiptId id,
        OrgId org,
        RunId run,
        String callId,
        ToolName tool,
        String effect,
        String argumentsSha256,
        String resultSha256,
        String decision,
        String rule,
        boolean ok,
        @Nullable Integer exitCode,
        List<FileChange> changes,
        Instant startedAt,
        long durationMs,
        String isolation,
        boolean cached,
        @Nullable ReceiptId cachedFrom,
        @Nullable CheckpointId checkpoint) {}
