package aule.workspace;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.CheckpointEvent;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.UndoId;
import aule.workspace.SqlUndos.Placed;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what was done to a workspace: one call, a run, an undo, or everything since a moment, in whole or for some
 * paths. Each undo is told, and holds the workspace before and after it, so that it can be taken back itself.
 */
public final class Undos {

    /**
     * What is to be taken back.
     *
     * @param run whose work it is, null if it is nobody's
     * @param call the one call, null for all
     * @param undone the undo that is taken back, null if it is none
     * @param stretches the work, in the order in which it was done
     */
    public record Target(
            ProjectId project,
            @Nullable RunId run,
            @Nullable String call,
            @Nullable UndoId undone,
            List<Stretch> stretches) {

        public Target {
            stretches = List.copyOf(stretches);
        }
    }

    /**
     * How it is to be taken back.
     *
     * @param paths files and folders with all that is in them; empty for all
     * @param choices for paths that were changed again since; what is not named is merged where that is possible, and
     *     stays otherwise
     */
    public record Wish(List<String> paths, Map<String, Choice> choices) {

        public static final Wish ALL = new Wish(List.of(), Map.of());

        public Wish {
            paths = List.copyOf(paths);
            choices = Map.copyOf(choices);
        }
    }

    /** What was done. */
    public record Done(Undo undo, UndoPlan plan, List<Untouched> untouched) {

        public Done {
            untouched = List.copyOf(untouched);
        }
    }

    private final SqlUndos table;
    private final Checkpoints checkpoints;
    private final Projects projects;
    private final ProjectLocks locks;
    private final Ids ids;

    Undos(SqlUndos table, Checkpoints checkpoints, Projects projects, ProjectLocks locks, Ids ids) {
        this.table = table;
        this.checkpoints = checkpoints;
        this.projects = projects;
        this.locks = locks;
        this.ids = ids;
    }

    /** @throws AuleException with {@code NOT_FOUND} if the project has no such undo */
    public Undo find(OrgId org, ProjectId project, UndoId id) {
        return table.find(org, id)
                .filter(it -> it.project().equals(project))
                .orElseThrow(() -> AuleException.notFound("undo", id));
    }

    /** Whether something that a run did was taken back. */
    public boolean tookBack(OrgId org, ProjectId project, RunId run) {
        return !page(org, project, Optional.of(run), Long.MAX_VALUE, 1).isEmpty();
    }

    List<Placed> page(OrgId org, ProjectId project, Optional<RunId> run, long before, int limit) {
        return table.page(org, project, run, before, limit);
    }

    /** What takes an undo back. */
    public Target redo(OrgId org, Undo undo) {
        var stretch = new Stretch(checkpoints.find(org, undo.before()), checkpoints.find(org, undo.after()));
        return new Target(undo.project(), undo.run(), undo.call(), undo.id(), List.of(stretch));
    }

    /** What makes a workspace what it was at a checkpoint, whatever happened since. */
    public Target backTo(Checkpoint then) {
        return new Target(then.project(), null, null, null, List.of(new Stretch(then, null)));
    }

    /**
     * Tells exactly what an undo will change, and changes nothing.
     *
     * @throws AuleException with {@code CONFLICT} if a checkpoint that it needs was cleared away
     */
    public UndoPlan preview(OrgId org, Target target, Wish wish) {
        check(target);
        var workspace = projects.workspace(org, target.project());
        var paths = plain(workspace, wish);
        return checkpoints.shadow(target.project()).use(store -> {
            var now = checkpoints.look(workspace, store);
            return new Planning(store, now.state(), target, paths, wish.choices()).plan();
        });
    }

    /**
     * Takes something back. First the workspace is kept as it is.
     *
     * @param token of the plan that somebody agreed to; null for whatever is the plan now
     * @throws AuleException with {@code STALE_REVISION} if the plan is another one by now, {@code CONFLICT} if a call
     *     is at work in the workspace, if nothing would change, or if a checkpoint that is needed was cleared away
     */
    public Done make(Journal.Origin by, Target target, Wish wish, @Nullable String token) {
        check(target);
        var workspace = projects.workspace(by.org(), target.project());
        var paths = plain(workspace, wish);
        try (var _ = locks.alone(target.project())) {
            return checkpoints
                    .shadow(target.project())
                    .use(store -> make(by, workspace, target, new Wish(paths, wish.choices()), token, store));
        }
    }

    private Done make(
            Journal.Origin by, Workspace workspace, Target target, Wish wish, @Nullable String token, ObjectStore store)
            throws IOException {
        var now = checkpoints.look(workspace, store);
        var planning = new Planning(store, now.state(), target, wish.paths(), wish.choices());
        var plan = planning.plan();
        agreed(plan, token);
        var before = checkpoints.present(by, workspace, target.run(), "Before an undo", now);
        var restoration = new Restoration(workspace.files().ground(), store, planning.unknown());
        var changed = restoration.apply(planning.wanted());
        var after =
                checkpoints.present(by, workspace, target.run(), "After an undo", checkpoints.look(workspace, store));
        var undo = new CheckpointEvent.Undone(
                after.id(),
                target.project(),
                new UndoId(ids.next("undo")),
                target.run(),
                target.call(),
                target.undone(),
                wish.paths(),
                before.id(),
                changed.size(),
                plan.kept() + restoration.untouched().size());
        checkpoints.append(by, target.project(), undo);
        return new Done(find(by.org(), target.project(), undo.undoId()), plan, restoration.untouched());
    }

    private static void agreed(UndoPlan plan, @Nullable String token) {
        if (token != null && !token.equals(plan.token())) {
            throw new AuleException(
                    ErrorCode.STALE_REVISION,
                    "The files changed since the preview; look at what the undo would change now.");
        }
        if (plan.changed() == 0) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    plan.kept() == 0
                            ? "There is nothing to undo: the files are already what they were."
                            : "Nothing would change: what is meant was changed again since; choose what becomes of it.");
        }
    }

    private static void check(Target target) {
        target.stretches().forEach(Stretch::check);
    }

    private static List<String> plain(Workspace workspace, Wish wish) {
        return wish.paths().stream().map(workspace.files()::name).distinct().toList();
    }
}
