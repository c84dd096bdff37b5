package aule.sandbox;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.unix.UnixPtyProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts the commands that have a terminal. Each is forked by a thread of its own that waits for its end, so a sandbox
 * that dies with its parent lives as long as its command.
 */
final class Screens {

    /**
     * What to start.
     *
     * @param line the whole command line, wrappers included
     * @param uid who uses the terminal, where that is not the kernel itself
     */
    record Order(List<String> line, Map<String, String> environment, OptionalInt uid, Sandbox.Size size) {}

    private final Set<ScreenChild> alive = ConcurrentHashMap.newKeySet();
    private final DiskReserve disk;
    private volatile boolean closed;

    Screens(DiskReserve disk) {
        this.disk = disk;
    }

    /** @throws AuleException with {@code UNAVAILABLE} if this machine gives no terminal, or the kernel stops */
    Sandbox.Terminal start(Order order, Sandbox.Command command, Leash leash) {
        try {
            if (closed) {
                throw new AuleException(ErrorCode.UNAVAILABLE, "The kernel is stopping and opens no more terminals.");
            }
            var growth = new Growth(command.workspace(), command.limits().workspaceBytes());
            var child = new ScreenChild(started(order), command, leash, disk, growth);
            alive.removeIf(ScreenChild::over);
            alive.add(child);
            child.begin();
            if (closed) {
                child.kill();
            }
            return child;
        } catch (AuleException e) {
            leash.release();
            throw e;
        }
    }

    /** Kills what runs and waits until nothing of it is left. */
    void close() {
        closed = true;
        alive.forEach(ScreenChild::kill);
        alive.forEach(ScreenChild::awaitRelease);
    }

    private static HeldProcess started(Order order) {
        try {
            var process = new PtyProcessBuilder(order.line().toArray(String[]::new))
                    .setEnvironment(order.environment())
                    .setDirectory("/")
                    .setInitialColumns(order.size().columns())
                    .setInitialRows(order.size().rows())
                    .start();
            handOver(process, order.uid());
            return HeldProcess.of(process);
        } catch (IOException | LinkageError | IllegalStateException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "This machine gives no terminal; see that /dev/pts is mounted and that the kernel may load"
                            + " libraries from its temporary folder.",
                    e);
        }
    }

    /** Programs open their terminal by name too, for example by {@code /dev/stderr}. */
    private static void handOver(PtyProcess process, OptionalInt uid) throws IOException {
        if (uid.isPresent() && process instanceof UnixPtyProcess unix) {
            Files.setAttribute(Path.of(unix.getPty().getSlaveName()), "unix:uid", uid.getAsInt());
        }
    }
}
