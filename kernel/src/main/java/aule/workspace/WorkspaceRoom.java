package aule.workspace;

import aule.api.Operations;
import aule.api.Views;
import aule.journal.Journal;
import aule.kernel.Ids;
import aule.kernel.Transactions;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The room's doors, ready for the composition root.
 *
 * @param views previews of files under origins of their own
 */
public record WorkspaceRoom(Projects projects, Checkpoints checkpoints, Views views, Operations operations) {

    /**
     * @param data the folder that holds the projects
     * @param home the kernel's own folder, alone the same one; agents get into neither
     */
    public static WorkspaceRoom open(
            Path data,
            Path home,
            Transactions<Handle> transactions,
            Journal journal,
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
        var checkpoints = new Checkpoints(journal, list, projects, shadows, camera, ids);
        handlers.putAll(new CheckpointsApi(checkpoints, projects).handlers());
        return new WorkspaceRoom(projects, checkpoints, views, new Operations("workspace", handlers));
    }

    /** Makes what a fresh home lacks; after every projection is registered. */
    public void begin() {
        projects.seed();
    }
}
