package aule.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The processes of a command behind bubblewrap, in a network of their own.
 *
 * @param process the outermost one, which stays outside; its child is the first inside
 */
record Walled(Process process, Machine machine) implements Interior {

    private static final Path OWN = Path.of("/proc/self/ns/net");

    @Override
    public Set<ProcessHandle> guests() {
        var outside = process.pid();
        return process.descendants()
                .filter(it -> it.parent().map(ProcessHandle::pid).orElse(outside) != outside)
                .collect(Collectors.toSet());
    }

    @Override
    public Path network() {
        return first().map(it -> it.resolve("net")).orElse(Path.of("/nonexistent"));
    }

    @Override
    public Sandbox.Wire connect(int port) throws IOException {
        return Relay.start(words(List.of("connect", Integer.toString(port))));
    }

    /** The words that take a command into this network; none if there is no way. */
    List<String> entrance() {
        return words(List.of("run"));
    }

    private List<String> words(List<String> purpose) {
        return first().map(it -> Entrance.words(it.resolve("ns/net"), machine, purpose))
                .orElse(List.of());
    }

    /** The first process inside, once it is there; while walls are built there may be others. */
    private Optional<Path> first() {
        return process.toHandle()
                .children()
                .map(it -> Path.of("/proc/" + it.pid()))
                .filter(Walled::elsewhere)
                .findFirst();
    }

    private static boolean elsewhere(Path process) {
        try {
            return !Files.readSymbolicLink(process.resolve("ns/net")).equals(Files.readSymbolicLink(OWN));
        } catch (IOException e) {
            return false;
        }
    }
}
