package aule.sandbox;

import java.util.ArrayList;
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

    private static final String HEARS = "$SIG{INT} = 'DEFAULT'; exec { $ARGV[0] } @ARGV; exit 125;";

    /** One way to start it. */
    @FunctionalInterface
    interface Start<T> {
        T start(List<String> line, Map<String, String> environment, Sandbox.Command command, Leash leash);
    }

    /** The same so that interrupts reach it, also where the kernel was started to hear none, as with {@code nohup}. */
    Prepared interruptible() {
        var perl = Machine.tool("perl");
        if (perl.isEmpty()) {
            return this;
        }
        var all = new ArrayList<>(List.of(perl.get().toString(), "-e", HEARS, "--"));
        all.addAll(line);
        return new Prepared(all, environment, command, uid, leash);
    }

    <T> T into(Start<T> start) {
        return start.start(line, environment, command, leash);
    }

    Sandbox.Terminal on(Screens screens, Sandbox.Size size) {
        return screens.start(new Screens.Order(line, environment, uid, size), command, leash);
    }
}
