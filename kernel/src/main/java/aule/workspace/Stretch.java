package aule.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of work on a workspace, from how it was at the beginning to how it was at the end.
 *
 * @param after null for how the workspace is now
 * @param only the files and folders that it is known to have changed, where others were at work meanwhile; empty for
 *     whatever is different
 */
public record Stretch(Checkpoint before, @Nullable Checkpoint after, List<String> only) {

    public Stretch {
        only = List.copyOf(only);
    }

    public Stretch(Checkpoint before, @Nullable Checkpoint after) {
        this(before, after, List.of());
    }

    /** @throws aule.kernel.AuleException with {@code CONFLICT} if a part of what it needs was cleared away */
    void check() {
        before.here();
        if (after != null) {
            after.here();
        }
    }

    /** Whether a difference at the path is this stretch's: it was named, or is below or on the way to what was. */
    boolean did(String path) {
        return only.isEmpty()
                || only.stream()
                        .anyMatch(it -> path.equals(it) || path.startsWith(it + "/") || it.startsWith(path + "/"));
    }
}
