package aule.sandbox;

import java.util.List;
import java.util.Map;

/**
 * A command with its walls, ready to be started.
 *
 * @param line the whole command line, wrappers included
 */
record Prepared(List<String> line, Map<String, String> environment, Sandbox.Command command, Leash leash) {

    /** One way to start it. */
    @FunctionalInterface
    interface Start<T> {
        T start(List<String> line, Map<String, String> environment, Sandbox.Command command, Leash leash);
    }

    <T> T into(Start<T> start) {
        return start.start(line, environment, command, leash);
    }
}
