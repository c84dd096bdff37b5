package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that one container is given to read: its input, because an attached one has no end, and who it is.
 *
 * @param folder theirs alone
 */
record Papers(Path folder) {

    private static final Map<String, String> PLACES =
            Map.of("input", "/.input", "passwd", "/etc/passwd", "group", "/etc/group", "hosts", "/etc/hosts");

    static Papers write(Path folder, String input, int uid) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("input"), input, UTF_8);
        Files.writeString(
                folder.resolve("passwd"), "agent:x:%d:%d:agent:/workspace:/bin/sh\n".formatted(uid, uid), UTF_8);
        Files.writeString(folder.resolve("group"), "agent:x:%d:\n".formatted(uid), UTF_8);
        Files.writeString(folder.resolve("hosts"), Site.HOSTS, UTF_8);
        return new Papers(folder);
    }

    /** Where they are seen, and where they lie. */
    Map<String, Path> files() {
        var all = new TreeMap<String, Path>();
        PLACES.forEach((name, to) -> all.put(to, folder.resolve(name)));
        return all;
    }

    void remove() {
        try {
            for (var name : PLACES.keySet()) {
                Files.deleteIfExists(folder.resolve(name));
            }
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // What stays behind is swept at the next start.
        }
    }
}
