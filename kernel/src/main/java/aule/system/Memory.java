package aule.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory this process holds, in bytes.
 *
 * @param rss 0 where the machine does not tell
 */
record Memory(long heapUsed, long rss) {

    private static final Path STATUS = Path.of("/proc/self/status");

    static Memory now() {
        var runtime = Runtime.getRuntime();
        return new Memory(runtime.totalMemory() - runtime.freeMemory(), resident());
    }

    private static long resident() {
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(it -> it.startsWith("VmRSS:"))
                    .mapToLong(it -> Long.parseLong(it.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0; // not Linux
        }
    }
}
