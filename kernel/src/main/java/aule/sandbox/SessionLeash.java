package aule.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds a tree that has no namespace: by its control groups where there are some, and by looking for processes that
 * descend from the command, share its session, or carry its mark in their environment.
 *
 * @param mark a variable and value that only this command's processes have
 */
record SessionLeash(Cgroup group, String mark) implements Leash {

    private static final Path PROC = Path.of("/proc");
    private static final int ROUNDS = 100;
    private static final long PAUSE_NANOS = 1_000_000;

    @Override
    public void kill(Process process) {
        group.kill();
        for (int round = 0; round < ROUNDS; round++) {
            var found = tree(process);
            if (found.isEmpty()) {
                return;
            }
            found.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    @Override
    public String exceeded() {
        return group.exceeded();
    }

    @Override
    public void release() {
        group.remove();
    }

    /** Everybody who belongs to the command and lives. */
    Set<ProcessHandle> tree(Process process) {
        var found = new LinkedHashSet<ProcessHandle>();
        process.toHandle().descendants().forEach(found::add);
        if (process.isAlive()) {
            found.add(process.toHandle());
        }
        try (var all = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : all) {
                if (belongs(entry, process.pid())) {
                    ProcessHandle.of(Long.parseLong(entry.getFileName().toString()))
                            .ifPresent(found::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Without /proc the descendants are all that can be known.
        }
        return found;
    }

    private boolean belongs(Path entry, long session) {
        try {
            var stat = Files.readString(entry.resolve("stat"), ISO_8859_1);
            var fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
            if (fields.getFirst().equals("Z")) {
                return false;
            }
            return fields.get(3).equals(Long.toString(session))
                    || ("\0" + Files.readString(entry.resolve("environ"), ISO_8859_1)).contains("\0" + mark + "\0");
        } catch (IOException e) {
            return false;
        }
    }
}
