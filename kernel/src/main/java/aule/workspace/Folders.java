package aule.workspace;

import aule.kernel.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;

/** Where the projects' folders are on this machine. */
final class Folders {

    private final Path root;
    private final Path trash;
    private final FileOwner owner;
    private final InstantSource clock;
    private final ConcurrentHashMap<ProjectId, Workspace> open = new ConcurrentHashMap<>();

    Folders(Path home, FileOwner owner, InstantSource clock) {
        this.root = home.resolve("projects");
        this.trash = home.resolve("trash");
        this.owner = owner;
        this.clock = clock;
    }

    Path of(String slug) {
        return root.resolve(slug);
    }

    Workspace open(ProjectId project, String slug) {
        return open.computeIfAbsent(project, id -> make(id, of(slug)));
    }

    /** Moves a folder to the trash under a name that says when. */
    void trash(String slug) {
        try {
            Files.createDirectories(trash);
            Files.move(of(slug), trash.resolve(clock.millis() + "-" + slug));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Workspace make(ProjectId project, Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Workspace(project, folder, Beneath.of(folder, owner.of(project, folder)));
    }
}
