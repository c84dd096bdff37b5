package aule.egress;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of sandboxes: an HTTP proxy on a unix socket for each. It resolves names itself and connects to the address
 * it looked at; nothing that is not public is ever reached.
 */
public final class Gate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String FOLDERS = "aule-net-";
    private static final int MOST_CONNECTIONS = 256;

    private final Wall wall;
    private final InstantSource clock;
    private final Path parent;
    private final Set<Door> doors = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private @Nullable Path folder;

    /** @param parent where the sockets' folder is made; every user can go there */
    Gate(Wall wall, InstantSource clock, Path parent) {
        this.wall = wall;
        this.clock = clock;
        this.parent = parent;
    }

    /**
     * Opens a way out that is there until it is closed.
     *
     * @throws AuleException with {@code UNAVAILABLE} if no socket can be made
     */
    public Door open(Gatekeeper gatekeeper) {
        try {
            var socket = folder().resolve(Long.toString(numbers.incrementAndGet()));
            var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            listener.bind(UnixDomainSocketAddress.of(socket), MOST_CONNECTIONS);
            var door = new Door(socket, listener, gatekeeper);
            doors.add(door);
            Thread.ofVirtual().name("egress-door").start(door::serve);
            return door;
        } catch (IOException e) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The command's way to the network could not be opened; check that '%s' can be written."
                            .formatted(parent),
                    e);
        }
    }

    /** Others may pass through, and see nothing: whose socket it is decides who speaks to it. */
    private synchronized Path folder() throws IOException {
        var known = folder;
        if (known == null) {
            sweep();
            known = Files.createTempDirectory(
                    parent, FOLDERS + ProcessHandle.current().pid() + "-");
            Files.setPosixFilePermissions(known, PosixFilePermissions.fromString("rwx--x--x"));
            folder = known;
        }
        return known;
    }

    /** Removes what kernels left behind that are gone. */
    private void sweep() {
        try (var left = Files.newDirectoryStream(parent, FOLDERS + "*")) {
            for (var one : left) {
                var pid =
                        one.getFileName().toString().substring(FOLDERS.length()).replaceFirst("-.*", "");
                if (pid.matches("[0-9]{1,9}") && !answers(one) && dead(Long.parseLong(pid))) {
                    empty(one);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            LOG.debug("Old sockets could not be looked for.", e);
        }
    }

    private static boolean dead(long pid) {
        return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isEmpty();
    }

    /** Whether somebody listens, who may live where process ids mean something else. */
    private static boolean answers(Path folder) throws IOException {
        try (var sockets = Files.newDirectoryStream(folder)) {
            for (var socket : sockets) {
                try (var _ = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                    return true;
                } catch (IOException nobody) {
                    LOG.debug("Nobody listens at {}.", socket, nobody);
                }
            }
            return false;
        }
    }

    private static void empty(Path folder) throws IOException {
        try (var sockets = Files.newDirectoryStream(folder)) {
            for (var socket : sockets) {
                Files.deleteIfExists(socket);
            }
        }
        Files.deleteIfExists(folder);
    }

    @Override
    public synchronized void close() {
        doors.forEach(Door::close);
        try {
            wall.close();
            if (folder != null) {
                empty(folder);
                folder = null;
            }
        } catch (IOException e) {
            LOG.warn("The sockets of sandboxes could not be removed.", e);
        }
    }

    /** One sandbox's way out; closing it cuts every connection. */
    public final class Door implements AutoCloseable {

        private final Path socket;
        private final ServerSocketChannel listener;
        private final Gatekeeper gatekeeper;
        private final Set<Visit> visitors = ConcurrentHashMap.newKeySet();

        private Door(Path socket, ServerSocketChannel listener, Gatekeeper gatekeeper) {
            this.socket = socket;
            this.listener = listener;
            this.gatekeeper = gatekeeper;
        }

        /** Where the proxy listens. */
        public Path socket() {
            return socket;
        }

        private void serve() {
            try {
                while (true) {
                    var visitor = new Visit(wall, gatekeeper, clock, listener.accept());
                    visitors.add(visitor);
                    if (visitors.size() > MOST_CONNECTIONS || !listener.isOpen()) {
                        leave(visitor);
                    } else {
                        Thread.ofVirtual().name("egress-visit").start(() -> serve(visitor));
                    }
                }
            } catch (IOException closed) {
                LOG.trace("The door {} is closed.", socket, closed);
            }
        }

        private void serve(Visit visitor) {
            try {
                visitor.serve();
            } catch (IOException gone) {
                LOG.trace("A visitor left.", gone);
            } catch (RuntimeException fault) {
                LOG.warn("A request of a sandbox could not be served.", fault);
            } finally {
                leave(visitor);
            }
        }

        private void leave(Visit visitor) {
            visitors.remove(visitor);
            try {
                visitor.close();
            } catch (IOException gone) {
                LOG.trace("A visitor left.", gone);
            }
        }

        @Override
        public void close() {
            doors.remove(this);
            try {
                listener.close();
                Files.deleteIfExists(socket);
            } catch (IOException e) {
                LOG.debug("The socket {} could not be removed.", socket, e);
            }
            visitors.forEach(this::leave);
        }
    }
}
