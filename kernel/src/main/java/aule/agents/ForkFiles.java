package aule.agents;

import aule.agents.past.Branch;
import aule.agents.undo.NextKept;
import aule.journal.Journal;
import aule.kernel.CheckpointId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.workspace.Checkpoint;
import aule.workspace.Checkpoints;
import aule.workspace.Projects;
import java.util.List;

/** Finds the files that a run had at some place of its record, and lays them out for a fork. */
final class ForkFiles {

    private static final int LONGEST_NAME = 80;

    private final NextKept next;
    private final Checkpoints checkpoints;
    private final Projects projects;

    ForkFiles(Journal journal, Checkpoints checkpoints, Projects projects) {
        this.next = new NextKept(journal);
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
                .or(() -> next.after(principal.org(), project, branch.last().seq()))
                .orElseGet(() -> now(principal, source));
    }

    /** The files of a run's project as they are. */
    CheckpointId now(Principal principal, RunState run) {
        var project = run.started().projectId();
        return checkpoints
                .present(origin(principal, project), project, run.id(), "For " + run.id())
                .id();
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
