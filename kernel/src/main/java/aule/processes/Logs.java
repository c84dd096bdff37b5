package aule.processes;

import aule.kernel.ProcessId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * The folder of logs, of which the newest are kept.
 *
 * @param most how many files
 */
record Logs(Path folder, int most) {

    private static final int MOST = 200;

    static Logs in(Path home) {
        try {
            return new Logs(Files.createDirectories(home.resolve("processes")), MOST);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RingLog fresh(ProcessId id) {
        prune();
        return new RingLog(file(id));
    }

    LogPage read(ProcessId id, long offset, int bytes) {
        return new RingLog(file(id)).page(offset, bytes);
    }

    /** Ids sort by age. */
    private void prune() {
        for (var old : files().stream().skip(most - 1L).toList()) {
            try {
                Files.deleteIfExists(old);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private List<Path> files() {
        try (var all = Files.list(folder)) {
            return all.sorted(Comparator.<Path>naturalOrder().reversed()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(ProcessId id) {
        return folder.resolve(id.value() + ".log");
    }
}
