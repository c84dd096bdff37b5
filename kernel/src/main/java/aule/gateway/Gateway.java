package aule.gateway;

import io.javalin.Javalin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The open port. */
public final class Gateway implements AutoCloseable {

    /**
     * What differs between two installations.
     *
     * @param host the address to listen on
     * @param port 0 for any free one
     * @param names further names that the kernel answers to, in lower case, with a port unless it is the default one
     * @param desktop the folder of the built desktop
     */
    public record Settings(
            String host, int port, Set<String> names, Optional<Path> desktop, String version, Limits limits) {

        public static Settings local(int port, String version) {
            return new Settings("127.0.0.1", port, Set.of(), Optional.empty(), version, Limits.DEFAULT);
        }

        public Settings withDesktop(Path folder) {
            return new Settings(host, port, names, Optional.of(folder), version, limits);
        }

        public Settings withHost(String address) {
            return new Settings(address, port, names, desktop, version, limits);
        }

        public Settings withNames(Set<String> more) {
            return new Settings(host, port, more, desktop, version, limits);
        }

        public Settings withLimits(Limits other) {
            return new Settings(host, port, names, desktop, version, other);
        }
    }

    /**
     * How much is too much, and how long is silence.
     *
     * @param perPrincipal requests in a minute of somebody we know
     * @param perAddress requests in a minute of nobody in particular
     * @param heartbeat how long a stream stays silent before it shows that it lives
     * @param stall how long a socket's client may leave a frame untaken
     */
    public record Limits(int perPrincipal, int perAddress, Duration heartbeat, Duration stall) {

        public static final Limits DEFAULT = new Limits(1_200, 30, Duration.ofSeconds(15));

        public Limits(int perPrincipal, int perAddress, Duration heartbeat) {
            this(perPrincipal, perAddress, heartbeat, Duration.ofSeconds(10));
        }
    }

    private static final long GRACE_MILLIS = 2_000;

    private final Javalin server;
    private final Router router;
    private final EventPump pump;
    private final Sockets sockets;

    Gateway(Javalin server, Router router, EventPump pump, Sockets sockets) {
        this.server = server;
        this.router = router;
        this.pump = pump;
        this.sockets = sockets;
    }

    /** The port that is really open. */
    public int port() {
        return server.port();
    }

    /** How many event streams are open. */
    public int streams() {
        return pump.size();
    }

    /** How many sockets are open. */
    public int sockets() {
        return sockets.size();
    }

    /** Ends every stream and socket, lets answers that are under way leave, and closes the port. */
    @Override
    public void close() {
        pump.close();
        sockets.close();
        router.drain(GRACE_MILLIS);
        server.stop();
    }
}
