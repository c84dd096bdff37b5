package aule.sandbox;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * A command with its walls, ready to be started.
 *
 * @param line the whole command line, wrappers included
 * @param uid whose processes it will be, where that is not the kernel's own user
 */
record Prepared(
        List<String> line, Map<String, String> environment, Sandbox.Command command, OptionalInt uid, Leash leash) {

    /** One way to start it. */
    @FunctionalInterface
    interface Start<T> {
        T start(List<String> line, Map<String, String> environment, Sandbox.Command command, Leash leash);
    }

    <T> T into(Start<T> start) {
        return start.start(line, environment, command, leash);
    }

    Sandbox.Terminal on(Screens screens, Sandbox.Size size) {
        return screens.start(new Screens.Order(line, environment, uid, size), command, leash);
    }
}
