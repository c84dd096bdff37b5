package aule.boot;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What differs between two installations.
 *
 * @param home the folder that holds everything the system knows; it exists
 * @param host the address to listen on
 * @param port 0 for any free one
 * @param desktop the folder of the built desktop, empty for a kernel without a face
 * @param environment the variables that name models and keys
 */
public record Settings(Path home, String host, int port, Optional<Path> desktop, Map<String, String> environment) {

    public Settings {
        environment = Map.copyOf(environment);
    }
}
