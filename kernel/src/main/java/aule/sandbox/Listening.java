package aule.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the TCP ports on which processes listen, as {@code /proc} tells it. */
final class Listening {

    private static final String LISTENS = "0A";

    private Listening() {}

    /** @param network the folder with the tables of sockets, such as {@code /proc/1/net} */
    static Set<Integer> ports(Path network, Collection<ProcessHandle> processes) {
        var sockets = new HashMap<String, Integer>();
        for (var table : List.of("tcp", "tcp6")) {
            read(network.resolve(table), sockets);
        }
        var found = new TreeSet<Integer>();
        if (!sockets.isEmpty()) {
            processes.forEach(it -> find(Path.of("/proc/" + it.pid() + "/fd"), sockets, found));
        }
        return found;
    }

    private static void read(Path table, Map<String, Integer> sockets) {
        try {
            for (var line : Files.readAllLines(table, ISO_8859_1)) {
                var fields = List.of(line.strip().split("\\s+", -1));
                if (fields.size() > 9 && fields.get(3).equals(LISTENS)) {
                    var address = fields.get(1);
                    var port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16);
                    sockets.put("socket:[" + fields.get(9) + "]", port);
                }
            }
        } catch (IOException e) {
            // A network that has ended has no sockets.
        }
    }

    private static void find(Path descriptors, Map<String, Integer> sockets, Set<Integer> found) {
        try (var all = Files.newDirectoryStream(descriptors)) {
            for (var one : all) {
                var port = sockets.get(Files.readSymbolicLink(one).toString());
                if (port != null) {
                    found.add(port);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // A process that has ended listens no more.
        }
    }
}
