package aule.workspace;

import aule.kernel.CheckpointId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.UndoId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that was taken back.
 *
 * @param run whose work it was, null if it was nobody's
 * @param call the one call, null for all of the run
 * @param undone the earlier undo that was taken back, null if it was none
 * @param paths what was asked for; empty for all
 * @param before the workspace as it was until then
 * @param after the workspace as it was afterwards
 * @param changed how many files, links and folders changed
 * @param kept how many stayed although their change was meant
 * @param actor who did it: a user id or {@code kernel}
 */
public record Undo(
        UndoId id,
        ProjectId project,
        @Nullable RunId run,
        @Nullable String call,
        @Nullable UndoId undone,
        List<String> paths,
        CheckpointId before,
        CheckpointId after,
        int changed,
        int kept,
        String actor,
        Instant madeAt) {

    public Undo {
        paths = List.copyOf(paths);
    }
}
