package aule.agents.undo;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.kernel.CheckpointEvent;
import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the files of a project as they were when something was written down: those that were kept before the next change. */
public record NextKept(Journal journal) {

    private static final Set<String> NAMING =
            Set.of("tool.called", "checkpoint.made", "checkpoint.restored", "undo.made");

    private static final int PAGE = 500;

    /** The first that was kept behind a place in the journal, whoever kept it; empty if nobody did since. */
    public Optional<CheckpointId> after(OrgId org, ProjectId project, long seq) {
        var filter = new Filter(org, Set.of(), NAMING);
        for (var from = seq; ; ) {
            var page = journal.since(from, filter, PAGE);
            var found = page.stream()
                    .filter(it -> project.equals(it.project()))
                    .flatMap(NextKept::named)
                    .findFirst();
            if (found.isPresent() || page.size() < PAGE) {
                return found;
            }
            from = page.getLast().seq();
        }
    }

    /** The checkpoint that holds the files as they were right before something happened. */
    private static Stream<CheckpointId> named(Envelope event) {
        return switch (event.body()) {
            case RunEvent.ToolCalled call -> Stream.ofNullable(call.checkpointId());
            case CheckpointEvent.Made made -> Stream.of(made.checkpointId());
            case CheckpointEvent.Restored restored -> Stream.of(restored.beforeId());
            case CheckpointEvent.Undone undone -> Stream.of(undone.beforeId());
            default -> Stream.empty();
        };
    }
}
