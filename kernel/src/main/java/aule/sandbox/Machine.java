package aule.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the walls need to know about the host.
 *
 * @param root whether the kernel runs as the host's root
 */
record Machine(boolean linux, boolean root, String arch) {

    private static final String[] SYSTEM_FOLDERS = {
        "/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin", "/usr/local/sbin"
    };

    static Machine here() {
        var linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
        return new Machine(linux, isRoot(), System.getProperty("os.arch", ""));
    }

    /** The program in the system's folders, or else on the kernel's PATH. */
    static Optional<Path> tool(String name) {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Arrays.stream(SYSTEM_FOLDERS), Arrays.stream(path.split(":", -1)))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
                .findFirst();
    }

    /** The user the kernel runs as. */
    static int uid() {
        try {
            return (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            return 65534;
        }
    }

    /** The second number is the id that counts for permissions. */
    private static boolean isRoot() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .anyMatch(it -> it.matches("Uid:\\s+\\d+\\s+0\\s.*"));
        } catch (IOException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
