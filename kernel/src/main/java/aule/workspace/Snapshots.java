package aule.workspace;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.CheckpointEvent;
import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.workspace.SqlCheckpoints.Placed;
import aule.workspace.objects.ObjectStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of projects, and for how long: checkpoints with a name stay until somebody takes the name away; the
 * others go when they are too old, or the oldest first when a project's take too much room.
 */
public final class Snapshots {

    /**
     * How much is kept of each project.
     *
     * @param age after which a checkpoint without a name goes
     * @param mostBytes that all of a project's take on the disk before the oldest without a name go
     */
    public record Limits(Duration age, long mostBytes) {

        public static final Limits DEFAULT = new Limits(Duration.ofDays(30), 2L << 30);
    }

    /**
     * What is kept of a project.
     *
     * @param bytes that it takes on the disk
     * @param oldestAt when the oldest was made; null if there is none
     */
    public record Keeping(
            int checkpoints,
            int snapshots,
            long bytes,
            Limits limits,
            @Nullable Instant oldestAt) {}

    /** How many checkpoints of a project are made between two looks at what is too much. */
    private static final int OFTEN = 100;

    private static final String AGE = "age";
    private static final String SIZE = "size";

    private final ConcurrentHashMap<ProjectId, Integer> heard = new ConcurrentHashMap<>();
    private final SqlCheckpoints table;
    private final Checkpoints checkpoints;
    private final Limits limits;
    private final InstantSource clock;

    Snapshots(SqlCheckpoints table, Checkpoints checkpoints, Limits limits, InstantSource clock) {
        this.table = table;
        this.checkpoints = checkpoints;
        this.limits = limits;
        this.clock = clock;
    }

    List<Placed> page(OrgId org, ProjectId project, long before, int limit) {
        return table.snapshots(org, project, before, limit);
    }

    /** Keeps a project's files as they are under a name. */
    public Checkpoint make(Journal.Origin by, ProjectId project, String name) {
        var made = checkpoints.make(by, project, null, name);
        checkpoints.append(by, project, new CheckpointEvent.Named(made.id(), project, name));
        return checkpoints.find(by.org(), made.id());
    }

    /**
     * Takes a snapshot's name away; what it holds goes when other checkpoints of its age go.
     *
     * @throws AuleException with {@code NOT_FOUND} if the project has no such snapshot
     */
    public void delete(Journal.Origin by, ProjectId project, CheckpointId id) {
        var found = checkpoints.find(by.org(), id);
        if (!found.project().equals(project) || found.name().isEmpty()) {
            throw AuleException.notFound("snapshot", id);
        }
        checkpoints.append(by, project, new CheckpointEvent.Named(id, project, ""));
    }

    /** What is kept of a project. */
    public Keeping keeping(ProjectId project) {
        var kept = table.kept(project);
        return new Keeping(
                kept.size(),
                (int) kept.stream()
                        .filter(it -> !it.checkpoint().name().isEmpty())
                        .count(),
                checkpoints.shadow(project).use(ObjectStore::bytes),
                limits,
                kept.isEmpty() ? null : kept.getFirst().checkpoint().madeAt());
    }

    /** Clears away what is too old or too much. The last checkpoint stays; what went says so from then on. */
    public void clear(Journal.Origin by, ProjectId project) {
        checkpoints.shadow(project).use(store -> {
            var kept = new ArrayList<>(table.kept(project));
            var old = clock.instant().minus(limits.age());
            gone(
                    by,
                    project,
                    kept,
                    store,
                    AGE,
                    nameless(kept).stream()
                            .filter(it -> it.checkpoint().madeAt().isBefore(old))
                            .toList());
            while (store.bytes() > limits.mostBytes() && !nameless(kept).isEmpty()) {
                var oldest = nameless(kept);
                gone(by, project, kept, store, SIZE, oldest.subList(0, (oldest.size() + 3) / 4));
            }
            return true;
        });
    }

    /** Clears at the first checkpoint of a project in this life of the kernel, and then every so often. */
    void heard(Envelope event) {
        var project = event.project();
        if (project != null && heard.merge(project, 1, Integer::sum) % OFTEN == 1) {
            clear(new Journal.Origin(event.org(), project, "kernel", project.value(), null, Journal.NO_LEASE), project);
        }
    }

    private static List<Placed> nameless(List<Placed> kept) {
        return kept.stream()
                .limit(Math.max(0, kept.size() - 1))
                .filter(it -> it.checkpoint().name().isEmpty())
                .toList();
    }

    /** They are told to be gone before they are: what is told to be here is. */
    private void gone(
            Journal.Origin by,
            ProjectId project,
            List<Placed> kept,
            ObjectStore store,
            String reason,
            List<Placed> which)
            throws IOException {
        if (which.isEmpty()) {
            return;
        }
        var ids = which.stream().map(it -> it.checkpoint().id()).toList();
        checkpoints.append(by, project, new CheckpointEvent.Cleared(ids.getLast(), project, ids, reason));
        kept.removeAll(which);
        store.keepOnly(trees(kept));
    }

    private static Set<ObjectId> trees(List<Placed> kept) {
        var trees = new HashSet<ObjectId>();
        kept.forEach(it -> trees.add(ObjectId.fromString(it.checkpoint().tree())));
        return trees;
    }
}
