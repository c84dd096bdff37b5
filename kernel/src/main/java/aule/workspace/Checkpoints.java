package aule.workspace;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.CheckpointEvent;
import aule.kernel.CheckpointId;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.workspace.Differences.Difference;
import aule.workspace.SqlCheckpoints.Placed;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Workspaces as they were. A checkpoint holds every file, link and folder with its permissions, whatever it is called;
 * what is too large or too many is named in it instead. What it holds is on disk when it is made.
 */
public final class Checkpoints {

    /**
     * What a checkpoint holds at most.
     *
     * @param largestFile in bytes; larger files are left out
     * @param mostEntries files, links and folders; the rest is left out
     */
    public record Limits(long largestFile, int mostEntries) {

        public static final Limits DEFAULT = new Limits(64 << 20, 200_000);
    }

    /**
     * What a restore did.
     *
     * @param before the checkpoint of what was there until then: restoring it undoes the restore
     * @param changed what is different now, in order of paths
     */
    public record Restored(Checkpoint checkpoint, Checkpoint before, List<Change> changed, List<Untouched> untouched) {

        public Restored {
            changed = List.copyOf(changed);
            untouched = List.copyOf(untouched);
        }
    }

    /**
     * A part of what differs.
     *
     * @param total how many paths differ in all
     */
    public record Diff(List<Change> changes, int total) {

        public Diff {
            changes = List.copyOf(changes);
        }
    }

    private static final int LONGEST_LABEL = 200;
    private static final KeptState NOTHING = new KeptState(ObjectId.zeroId(), List.of());

    private final Journal journal;
    private final SqlCheckpoints table;
    private final Projects projects;
    private final Shadows shadows;
    private final Camera camera;
    private final ProjectLocks locks;
    private final Ids ids;

    Checkpoints(
            Journal journal,
            SqlCheckpoints table,
            Projects projects,
            Shadows shadows,
            Camera camera,
            ProjectLocks locks,
            Ids ids) {
        this.journal = journal;
        this.table = table;
        this.projects = projects;
        this.shadows = shadows;
        this.camera = camera;
        this.locks = locks;
        this.ids = ids;
    }

    /**
     * Makes a checkpoint of the workspace as it is now.
     *
     * @param by who makes it, and the organisation
     * @param run the run that it is made for, null if for a person
     * @throws AuleException with {@code UNAVAILABLE} if the disk does not take it
     */
    public Checkpoint make(Journal.Origin by, ProjectId project, @Nullable RunId run, String label) {
        var workspace = projects.workspace(by.org(), project);
        return shadows.of(project).use(store -> made(by, project, run, label, camera.take(workspace, store)));
    }

    /** The last checkpoint if the workspace is still what it holds, otherwise a new one. */
    public Checkpoint present(Journal.Origin by, ProjectId project, @Nullable RunId run, String label) {
        var workspace = projects.workspace(by.org(), project);
        return shadows.of(project).use(store -> present(by, workspace, run, label, camera.take(workspace, store)));
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such checkpoint */
    public Checkpoint find(OrgId org, CheckpointId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("checkpoint", id));
    }

    List<Placed> page(OrgId org, ProjectId project, long before, int limit) {
        return table.page(org, project, before, limit);
    }

    /** What the checkpoint could not hold. */
    public List<LeftOut> leftOut(Checkpoint checkpoint) {
        checkpoint.here();
        return shadows.of(checkpoint.project())
                .use(store -> KeptState.read(store, id(checkpoint)).leftOut());
    }

    /** What became different from one checkpoint of a project to another, with the patches of text files. */
    public Diff diff(Checkpoint from, Checkpoint to, int skip, int limit) {
        if (!from.project().equals(to.project())) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "%s and %s are of different projects; compare two of one.".formatted(from.id(), to.id()));
        }
        return diff(from.org(), from.project(), List.of(new Stretch(from, to)), skip, limit);
    }

    /** The same up to the workspace as it is now. */
    public Diff diff(Checkpoint from, int skip, int limit) {
        return diff(from.org(), from.project(), List.of(new Stretch(from, null)), skip, limit);
    }

    /**
     * What stretches of work in a project come to together, a moved file as one change.
     *
     * @throws AuleException with {@code CONFLICT} if a part of what is needed was cleared away
     */
    public Diff diff(OrgId org, ProjectId project, List<Stretch> stretches, int skip, int limit) {
        stretches.forEach(Stretch::check);
        var workspace = projects.workspace(org, project);
        return shadows.of(project).use(store -> {
            var upToNow = stretches.stream().anyMatch(it -> it.after() == null);
            var now = upToNow ? camera.take(workspace, store).state() : NOTHING;
            return diff(store, new Net(store, now).of(stretches), skip, limit);
        });
    }

    /**
     * The workspace as it was at a moment, as far as anybody looked: the last checkpoint until then.
     *
     * @throws AuleException with {@code NOT_FOUND} if there is none
     */
    public Checkpoint at(OrgId org, ProjectId project, Instant moment) {
        return table.at(org, project, moment)
                .or(() -> table.first(org, project, 0))
                .orElseThrow(() -> new AuleException(
                        ErrorCode.NOT_FOUND,
                        "Nothing was kept of %s yet, so nobody knows what it was; make a checkpoint first."
                                .formatted(project)));
    }

    /** The first checkpoint of a project behind a place in the journal, if it is here. */
    public Optional<Checkpoint> after(OrgId org, ProjectId project, long seq) {
        return table.first(org, project, seq);
    }

    /**
     * Makes the workspace, or some paths of it, what it was: what was not there goes, what was there comes back with
     * its permissions. First the workspace is kept as it is, so that a restore can be undone; what could not be kept
     * stays. Each file is replaced whole; others may see a part of the restore while it goes on.
     *
     * @param paths files and folders, with what is in them; empty for all
     * @throws AuleException with {@code NOT_FOUND} if a path was not there and is not there, {@code UNAVAILABLE} if the
     *     disk does not take it; then a part may be done, and the checkpoint that was made before undoes it
     */
    public Restored restore(Journal.Origin by, CheckpointId id, List<String> paths) {
        var checkpoint = find(by.org(), id).here();
        var workspace = projects.workspace(by.org(), checkpoint.project());
        var plain = paths.stream().map(workspace.files()::name).distinct().toList();
        try (var _ = locks.alone(checkpoint.project())) {
            return shadows.of(checkpoint.project()).use(store -> restore(by, checkpoint, workspace, plain, store));
        }
    }

    /** Gives a checkpoint to another project, where it can be restored; that project's files do not change. */
    public Checkpoint copyTo(Journal.Origin by, Checkpoint checkpoint, ProjectId other) {
        projects.find(by.org(), other);
        var label = "Copy of %s: %s".formatted(checkpoint.id(), checkpoint.label());
        try (var between = shadows.between()) {
            try (var out = between.write()) {
                send(checkpoint, out);
            }
            try (var in = between.read()) {
                return shadows.of(other)
                        .use(store -> made(by, other, checkpoint.run(), label, Archive.receive(store, in)));
            }
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE, "The checkpoint could not be copied; check that the disk has room.", e);
        }
    }

    /**
     * Writes a checkpoint as one archive that holds all it needs and proves itself. The stream is not closed; the
     * project's other checkpoints wait for it, so let it be a file.
     */
    public void send(Checkpoint checkpoint, OutputStream out) {
        checkpoint.here();
        shadows.of(checkpoint.project()).use(store -> {
            Archive.send(store, id(checkpoint), out);
            return true;
        });
    }

    /**
     * Takes in an archive that {@link #send} wrote, as a checkpoint of a project whose files do not change.
     *
     * @param in is read to its end, and not closed
     * @throws AuleException with {@code INVALID} if the archive is not whole or was changed
     */
    public Checkpoint receive(Journal.Origin by, ProjectId project, String label, InputStream in) {
        projects.find(by.org(), project);
        return shadows.of(project).use(store -> made(by, project, null, label, Archive.receive(store, in)));
    }

    private Restored restore(
            Journal.Origin by, Checkpoint checkpoint, Workspace workspace, List<String> paths, ObjectStore store)
            throws IOException {
        var now = camera.take(workspace, store);
        var before = present(by, workspace, checkpoint.run(), "Before " + checkpoint.id() + " was restored", now);
        var then = KeptState.read(store, id(checkpoint));
        var selection = new Selection(paths);
        selection.check(store, now.state(), then);
        var unknown = new ArrayList<>(now.state().leftOut());
        unknown.addAll(then.leftOut());
        var restoration = new Restoration(workspace.files().ground(), store, unknown);
        var wanted = Differences.between(store, now.state().files(), then.files());
        var changed = restoration.apply(wanted.stream().filter(selection::has).toList());
        append(
                by,
                checkpoint.project(),
                new CheckpointEvent.Restored(
                        checkpoint.id(), checkpoint.project(), before.id(), paths, changed.size()));
        return new Restored(checkpoint, before, Changes.plain(store, changed), restoration.untouched());
    }

    private static Diff diff(ObjectStore store, List<Difference> differences, int skip, int limit) throws IOException {
        var all = Renames.in(store, differences);
        var part = new ArrayList<Change>();
        for (var one : all.stream().skip(skip).limit(limit).toList()) {
            part.add(Changes.patched(store, one));
        }
        return new Diff(part, all.size());
    }

    /** What somebody does in a workspace while nobody puts it back. */
    public ProjectLocks locks() {
        return locks;
    }

    Shadow shadow(ProjectId project) {
        return shadows.of(project);
    }

    /** A look at the workspace, by whoever may write to its shadow. */
    Camera.Picture look(Workspace workspace, ObjectStore store) throws IOException {
        return camera.take(workspace, store);
    }

    Checkpoint present(
            Journal.Origin by, Workspace workspace, @Nullable RunId run, String label, Camera.Picture picture) {
        return table.last(by.org(), workspace.project())
                .filter(it -> it.tree().equals(picture.id().name()))
                .orElseGet(() -> made(by, workspace.project(), run, label, picture));
    }

    private Checkpoint made(
            Journal.Origin by, ProjectId project, @Nullable RunId run, String label, Camera.Picture picture) {
        var id = new CheckpointId(ids.next("chk"));
        append(
                by,
                project,
                new CheckpointEvent.Made(
                        id,
                        project,
                        run,
                        label.substring(0, Math.min(LONGEST_LABEL, label.length())),
                        picture.id().name(),
                        picture.files(),
                        picture.bytes(),
                        picture.state().leftOut().size()));
        return find(by.org(), id);
    }

    /** A run's lease is for its own stream, not for the project's. */
    void append(Journal.Origin by, ProjectId project, Event event) {
        var origin =
                new Journal.Origin(by.org(), project, by.actor(), by.correlation(), by.causation(), Journal.NO_LEASE);
        journal.append(StreamId.of(project), origin, List.of(event));
    }

    private static ObjectId id(Checkpoint checkpoint) {
        return ObjectId.fromString(checkpoint.tree());
    }
}
