package aule.kernel;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a run comes from.
 *
 * @param depth how many parents are above it, 0 for a run that a person or a trigger started
 * @param callId the call of the parent that started it
 * @param retryOf the run that failed and whose goal this one tries again
 * @param forkOf the run whose history this one starts with
 * @param forkAt the position in that run's stream up to which the history is the same
 * @param tools the tools it may use at most; empty for those of its persona
 * @param reports whether its parent is told by a message when it has ended
 * @param importedFrom the archive that it was taken from; null for a run that began here
 * @param assignment the task as it was handed over by another run; null for a goal in plain words
 */
public record Lineage(
        int depth,
        @Nullable String callId,
        @Nullable RunId retryOf,
        @Nullable RunId forkOf,
        @Nullable Long forkAt,
        Set<ToolName> tools,
        boolean reports,
        @Nullable RunImport importedFrom,
        @Nullable Assignment assignment) {

    public static final Lineage NONE = new Lineage(0, null, null, null, null, Set.of(), false);

    public Lineage {
        tools = Set.copyOf(Objects.requireNonNullElse(tools, Set.of()));
    }

    /** The lineage of a run that begins here. */
    public Lineage(
            int depth,
            @Nullable String callId,
            @Nullable RunId retryOf,
            @Nullable RunId forkOf,
            @Nullable Long forkAt,
            Set<ToolName> tools,
            boolean reports) {
        this(depth, callId, retryOf, forkOf, forkAt, tools, reports, null, null);
    }

    /** The same with a task that was handed over. */
    public Lineage with(@Nullable Assignment task) {
        return new Lineage(depth, callId, retryOf, forkOf, forkAt, tools, reports, importedFrom, task);
    }
}
