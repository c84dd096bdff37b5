package aule.workspace;

import aule.kernel.Ids;
import aule.kernel.ProjectId;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The shadow of every project, and what the workspaces that were looked at last looked like. */
final class Shadows {

    /** How many files of all workspaces together are remembered, at about two hundred bytes each. */
    private static final int REMEMBERED = 250_000;

    private static final String BETWEEN = ".between";

    private final ConcurrentHashMap<ProjectId, Shadow> shadows = new ConcurrentHashMap<>();
    private final Map<ProjectId, Glances> glances = new LinkedHashMap<>(16, 0.75f, true);
    private final Path folder;
    private final Path home;
    private final String kernel;

    private Shadows(Path folder, Path home, String kernel) {
        this.folder = folder;
        this.home = home;
        this.kernel = kernel;
    }

    /**
     * Clears away what an earlier life left between two shadows.
     *
     * @param data the folder that holds the checkpoints
     * @param home this kernel's own folder
     */
    static Shadows open(Path data, Path home, Ids ids) {
        var folder = data.resolve("checkpoints");
        try {
            Files.createDirectories(folder);
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            try (var left = Files.newDirectoryStream(home, "*" + BETWEEN)) {
                for (var file : left) {
                    Files.delete(file);
                }
            }
            return new Shadows(folder, home, ids.next().toString().replace("-", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that is there until it is closed. */
    record Between(Path file) implements Closeable {

        OutputStream write() throws IOException {
            return Files.newOutputStream(file);
        }

        InputStream read() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public void close() throws IOException {
            Files.delete(file);
        }
    }

    Between between() throws IOException {
        return new Between(Files.createTempFile(home, "", BETWEEN));
    }

    Shadow of(ProjectId project) {
        return shadows.computeIfAbsent(project, it -> new Shadow(it, folder.resolve(it + ".git"), kernel));
    }

    Glances glances(ProjectId project) {
        synchronized (glances) {
            return glances.getOrDefault(project, Glances.NONE);
        }
    }

    /** Forgets those that were looked at longest ago when it becomes too much. */
    void remember(ProjectId project, Glances seen) {
        synchronized (glances) {
            glances.put(project, seen);
            var size = glances.values().stream().mapToLong(Glances::size).sum();
            var eldest = glances.values().iterator();
            while (size > REMEMBERED && eldest.hasNext()) {
                size -= eldest.next().size();
                eldest.remove();
            }
        }
    }
}
