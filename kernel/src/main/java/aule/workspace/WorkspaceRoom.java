package aule.workspace;

import aule.api.Operations;
import aule.api.Views;
import aule.journal.Filter;
import aule.journal.Follower;
import aule.journal.Journal;
import aule.kernel.Ids;
import aule.kernel.Transactions;
import aule.store.Blobs;
import aule.store.StoreRoom;
import aule.workspace.artifacts.Shelf;
import aule.workspace.artifacts.SqlArtifacts;
import aule.workspace.artifacts.SqlGallery;
import aule.workspace.artifacts.SqlShares;
import aule.workspace.artifacts.SqlWishes;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The room's doors, ready for the composition root.
 *
 * @param views previews of files and shared artifacts, under origins of their own
 * @param gather begins to keep what runs make, until closed; after every projection is registered
 */
public record WorkspaceRoom(
        Projects projects,
        Checkpoints checkpoints,
        Undos undos,
        Snapshots snapshots,
        Artifacts artifacts,
        Views views,
        Operations operations,
        Supplier<AutoCloseable> gather) {

    /** How long whoever puts a workspace back waits for the calls in it. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * Where artifacts are kept.
     *
     * @param blobs nothing else is in them
     * @param node what this kernel is called among those on the same database
     */
    public record Keeping(Blobs blobs, String node) {

        /** In a folder of their own below the one that holds the projects. */
        public static Keeping in(Path data, String node) {
            return new Keeping(StoreRoom.blobs(data.resolve("artifacts"), node), node);
        }
    }

    /** Opens the room of a kernel that has its database to itself. */
    public static WorkspaceRoom open(
            Path data,
            Path home,
            Transactions<Handle> transactions,
            Journal journal,
            FileOwner owner,
            InstantSource clock,
            Ids ids) {
        return open(data, home, transactions, journal, Keeping.in(data, "local"), owner, clock, ids);
    }

    /**
     * @param data the folder that holds the projects
     * @param home the kernel's own folder, alone the same one; agents get into neither
     */
    public static WorkspaceRoom open(
            Path data,
            Path home,
            Transactions<Handle> transactions,
            Journal journal,
            Keeping keeping,
            FileOwner owner,
            InstantSource clock,
            Ids ids) {
        var table = new SqlProjects(transactions);
        journal.project(table);
        var outside = Outside.of(List.of(data, home), Path.of(System.getProperty("user.home")));
        var projects = new Projects(journal, table, new Folders(data, owner, clock), outside, ids);
        var views = new FileViews(projects, ids, clock);
        var handlers = new HashMap<>(new ProjectsApi(projects).handlers());
        var news = new FileNews(journal);
        handlers.putAll(new FilesApi(projects, news, views).handlers());
        handlers.putAll(new TextApi(projects, news).handlers());
        handlers.putAll(new SearchApi(projects, clock).handlers());
        var list = new SqlCheckpoints(transactions);
        journal.project(list);
        var shadows = Shadows.open(data, home, ids);
        var camera = new Camera(shadows, Checkpoints.Limits.DEFAULT, clock);
        var undone = new SqlUndos(transactions);
        journal.project(undone);
        var locks = new ProjectLocks(PATIENCE);
        var checkpoints = new Checkpoints(journal, list, projects, shadows, camera, locks, ids);
        var undos = new Undos(undone, checkpoints, projects, locks, ids);
        var snapshots = new Snapshots(list, checkpoints, Snapshots.Limits.DEFAULT, clock);
        handlers.putAll(new CheckpointsApi(checkpoints, projects).handlers());
        handlers.putAll(new UndosApi(undos, checkpoints, projects).handlers());
        handlers.putAll(new SnapshotsApi(snapshots, projects).handlers());
        var gallery = Gallery.open(transactions, journal, keeping, projects, clock, ids);
        handlers.putAll(gallery.handlers());
        Views shown = (label, path) ->
                label.startsWith(ArtifactShares.PREFIX) ? gallery.views().show(label, path) : views.show(label, path);
        return new WorkspaceRoom(
                projects,
                checkpoints,
                undos,
                snapshots,
                gallery.artifacts(),
                shown,
                new Operations("workspace", handlers),
                gallery.harvest()::begin);
    }

    /** Clears away what is too old or too much, from time to time, until it is closed. */
    public AutoCloseable clearing(Journal journal) {
        return Follower.start(
                "workspace-clearing", journal, Filter.ofTypes(Set.of("checkpoint.made")), snapshots::heard);
    }

    /** Artifacts and all that belongs to them. */
    private record Gallery(
            Artifacts artifacts, Views views, Map<String, Operations.Handler> handlers, Harvest harvest) {

        static Gallery open(
                Transactions<Handle> transactions,
                Journal journal,
                Keeping keeping,
                Projects projects,
                InstantSource clock,
                Ids ids) {
            var table = new SqlArtifacts(transactions);
            var links = new SqlShares(transactions);
            var wishes = new SqlWishes(transactions, keeping.node());
            List.of(table, links, wishes).forEach(journal::project);
            var shelf = new Shelf(keeping.blobs());
            var drafts = new Drafts(table, shelf, ids, Drafts.FULL);
            var artifacts = new Artifacts(journal, table, new SqlGallery(transactions), shelf, drafts, projects);
            var shares = new ArtifactShares(artifacts, table, links, new SecureRandom(), clock, ids);
            var handlers = new HashMap<>(new ArtifactsApi(artifacts).handlers());
            handlers.putAll(new SharesApi(artifacts, shares, clock).handlers());
            var broom = new Broom(table, links, shelf, clock);
            var harvest = new Harvest(journal, wishes, artifacts, drafts, projects, broom, clock);
            return new Gallery(artifacts, new ArtifactViews(shares, artifacts), handlers, harvest);
        }
    }

    /** Makes what a fresh home lacks; after every projection is registered. */
    public void begin() {
        projects.seed();
    }
}
