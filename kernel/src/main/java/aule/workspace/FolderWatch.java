package aule.workspace;

import static java.nio.file.StandardWatchEventKinds.ENTRY_CREATE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_DELETE;
import static java.nio.file.StandardWatchEventKinds.ENTRY_MODIFY;
import static java.nio.file.StandardWatchEventKinds.OVERFLOW;

import aule.kernel.AuleException;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Tells in which folders of a workspace something was made, changed or removed, by whomever, as the system says it:
 * nothing is looked at in turns. What is hidden or ignored by git is not watched, and of more than 4,000 folders the
 * first. Of what changed only the folder is told, so that a folder put in another's place gives nothing away.
 */
final class FolderWatch implements Closeable {

    private static final int MOST = 4_000;
    private static final int LOOKED_AT = 200_000;
    private static final int TOLD = 50;

    /** What happens within this time of each other is told together. */
    private static final Duration GATHER = Duration.ofMillis(100);

    /** The longest that anything waits to be told with what comes after it. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Path root;
    private final Beneath files;
    private final WatchService service;
    private final Map<WatchKey, String> folders = new HashMap<>();

    private FolderWatch(Path root, Beneath files, WatchService service) {
        this.root = root;
        this.files = files;
        this.service = service;
    }

    /** Watches from now on. */
    static FolderWatch of(Workspace workspace) {
        try {
            var root = workspace.folder().toRealPath();
            var watch = new FolderWatch(
                    root, workspace.files(), root.getFileSystem().newWatchService());
            watch.add("");
            return watch;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The folders in which something happened, by their names, the empty one for the workspace's own; only that one if
     * there are many. Empty if nothing happens within the time.
     */
    Set<String> next(Duration patience) throws InterruptedException {
        var changed = new TreeSet<String>();
        try {
            gather(patience, changed);
        } catch (ClosedWatchServiceException e) {
            return Set.of();
        }
        return changed.size() > TOLD ? Set.of("") : changed;
    }

    private void gather(Duration patience, Set<String> changed) throws InterruptedException {
        var key = service.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        var end = System.nanoTime() + LONGEST.toNanos();
        while (key != null) {
            take(key, changed);
            key = System.nanoTime() < end ? service.poll(GATHER.toNanos(), TimeUnit.NANOSECONDS) : null;
        }
    }

    /** Whether the workspace's folder itself is gone. */
    boolean over() {
        return folders.isEmpty();
    }

    @Override
    public void close() {
        try {
            service.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(WatchKey key, Set<String> changed) {
        var folder = folders.getOrDefault(key, "");
        for (var event : key.pollEvents()) {
            changed.add(event.kind().equals(OVERFLOW) ? "" : folder);
            if (event.kind().equals(ENTRY_CREATE) && event.context() instanceof Path name) {
                addIfFolder(Names.join(folder, name.toString()));
            }
        }
        if (!key.reset()) {
            folders.remove(key);
        }
    }

    private void addIfFolder(String path) {
        try {
            if (files.itself(path).filter(Entry::isFolder).isPresent()) {
                add(path);
            }
        } catch (AuleException e) {
            // It is gone again, or has a name that nobody can call.
        }
    }

    private void add(String path) {
        register(path);
        files.search(path, new Scope(false, LOOKED_AT), found -> {
            if (found.entry().kind() == Entry.Kind.DIR) {
                register(found.entry().path());
            }
            return folders.size() < MOST;
        });
    }

    private void register(String path) {
        if (folders.size() == MOST) {
            return;
        }
        try {
            var place = root.resolve(path);
            var key = place.register(service, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
            if (place.toRealPath().equals(place)) {
                folders.put(key, path);
            } else {
                key.cancel();
            }
        } catch (IOException | InvalidPathException e) {
            // It is gone again, or the system watches no more; the rest is watched.
        }
    }
}
