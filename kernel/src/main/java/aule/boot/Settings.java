package aule.boot;

import aule.store.Address;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What differs between two installations.
 *
 * @param home the folder of this kernel alone
 * @param data the folder with what kernels on one database share: projects, keys and rules; alone it is the home
 * @param store where the database is
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param desktop the folder of the built desktop, empty for a kernel without a face
 * @param environment the variables that name models and keys
 */
public record Settings(
        Path home,
        Path data,
        Address store,
        String host,
        int port,
        Optional<Path> desktop,
        Map<String, String> environment) {

    public Settings {
        environment = Map.copyOf(environment);
    }

    /** A kernel with everything in its home. */
    public Settings(Path home, String host, int port, Optional<Path> desktop, Map<String, String> environment) {
        this(home, home, new Address.Files(home), host, port, desktop, environment);
    }
}
