package aule.agents;

import aule.agents.past.Branch;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.kernel.CheckpointEvent;
import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.workspace.Checkpoint;
import aule.workspace.Checkpoints;
import aule.workspace.Projects;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the files that a run had at some place of its record, and lays them out for a fork. */
final class ForkFiles {

    private static final Set<String> NAMING = Set.of("tool.called", "checkpoint.made", "checkpoint.restored");
    private static final int PAGE = 500;
    private static final int LONGEST_NAME = 80;

    private final Journal journal;
    private final Checkpoints checkpoints;
    private final Projects projects;

    ForkFiles(Journal journal, Checkpoints checkpoints, Projects projects) {
        this.journal = journal;
        this.checkpoints = checkpoints;
        this.projects = projects;
    }

    /**
     * The files as they were when the last event of a branch was written down: those that were kept before the next
     * change, whoever made it. Nobody made one since: the files as they are.
     */
    CheckpointId then(Principal principal, RunState source, Branch branch) {
        var project = source.started().projectId();
        return branch.beforeOpenCall()
                .or(() -> next(principal, project, branch.last().seq()))
                .orElseGet(() -> now(principal, source));
    }

    /** The files of a run's project as they are. */
    CheckpointId now(Principal principal, RunState run) {
        var project = run.started().projectId();
        return checkpoints
                .present(origin(principal, project), project, run.id(), "For " + run.id())
                .id();
    }

    private Optional<CheckpointId> next(Principal principal, ProjectId project, long seq) {
        var filter = new Filter(principal.org(), Set.of(), NAMING);
        for (var from = seq; ; ) {
            var page = journal.since(from, filter, PAGE);
            var found = page.stream()
                    .filter(it -> project.equals(it.project()))
                    .flatMap(ForkFiles::named)
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
            default -> Stream.empty();
        };
    }

    /** Lays the files out and returns the project in which they are. */
    ProjectId lay(Principal principal, RunState source, CheckpointId files, ForkChange.Files where) {
        var project = source.started().projectId();
        return switch (where) {
            case KEEP -> project;
            case RESTORE -> {
                checkpoints.restore(origin(principal, project), files, List.of());
                yield project;
            }
            case COPY -> copy(principal, source, checkpoints.find(principal.org(), files));
        };
    }

    private ProjectId copy(Principal principal, RunState source, Checkpoint files) {
        var original = projects.find(principal.org(), source.started().projectId());
        var name = "Fork of " + original.name();
        var project = projects.create(
                        principal,
                        name.substring(0, Math.min(LONGEST_NAME, name.length())),
                        "The files of %s for a fork of %s.".formatted(original.name(), source.id()))
                .id();
        var by = origin(principal, project);
        checkpoints.restore(by, checkpoints.copyTo(by, files, project).id(), List.of());
        return project;
    }

    private static Journal.Origin origin(Principal principal, ProjectId project) {
        return new Journal.Origin(
                principal.org(), project, principal.user().value(), project.value(), null, Journal.NO_LEASE);
    }
}
