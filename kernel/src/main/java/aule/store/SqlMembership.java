package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A kernel among those on one PostgreSQL database. While its line is open the server keeps its name for it. A process
 * that dies, however it dies, gives the name back at once; one that is only frozen keeps it.
 */
final class SqlMembership implements Membership {

    private static final Logger LOG = LoggerFactory.getLogger(SqlMembership.class);
    private static final Duration CHECK = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int TRIES_FOR_THE_NAME = 15;
    private static final int TRIES_TO_START = 300;
    private static final int TRIES_TO_COME_BACK = 300;
    private static final String STARTING = "starting";

    private final Address.Server server;
    private final String node;
    private volatile SqlLine line;
    private volatile @Nullable Thread listening;
    private volatile Runnable expelled = () -> {};
    private volatile boolean closed;

    private SqlMembership(Address.Server server, String node, SqlLine line) {
        this.server = server;
        this.node = node;
        this.line = line;
    }

    /**
     * Takes the name, then waits until no other kernel is starting.
     *
     * @throws AuleException with {@code CONFLICT} if another kernel has the name, {@code UNAVAILABLE} if the server
     *     is not reached or another kernel does not get ready within a minute
     */
    static SqlMembership enter(Address.Server server, String node) {
        try {
            var line = SqlLine.to(server, node);
            var member = new SqlMembership(server, node, line);
            try {
                member.begin();
                return member;
            } catch (SQLException | RuntimeException failure) {
                member.close();
                throw failure;
            }
        } catch (SQLException failure) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The database %s does not open (%s). Check that it runs, that it exists and that this user may use it."
                            .formatted(server.shown(), failure.getMessage()),
                    failure);
        }
    }

    private void begin() throws SQLException {
        if (!taken(line, name(), TRIES_FOR_THE_NAME)) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "Another kernel called '%s' works on the database %s. If this home is a copy of that kernel's, delete the file 'node' in it and start again."
                            .formatted(node, server.shown()));
        }
        if (!taken(line, STARTING, TRIES_TO_START)) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "Another kernel on the database %s is starting and does not get ready; look at its log, then start again."
                            .formatted(server.shown()));
        }
    }

    @Override
    public String node() {
        return node;
    }

    @Override
    public boolean alone() {
        return false;
    }

    @Override
    public void started() {
        try {
            line.release(STARTING);
        } catch (SQLException lost) {
            LOG.warn("The database hung up while the kernel started, and gave the lock back by that.", lost);
        }
    }

    /** What one transaction rings becomes one ring. */
    @Override
    public void ring(Handle handle) {
        handle.execute(SqlLine.RING, node);
    }

    @Override
    public void whenExpelled(Runnable listener) {
        expelled = listener;
    }

    @Override
    public void listen(Runnable listener) {
        var thread = Thread.ofPlatform().daemon().name("store-line").unstarted(() -> stayOn(listener));
        listening = thread;
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        var thread = listening;
        if (thread != null) {
            thread.interrupt();
        }
        hangUp();
    }

    private void stayOn(Runnable listener) {
        for (var lost = false; !closed; lost = true) {
            if (lost && !comesBack(listener)) {
                return;
            }
            try {
                line.listen();
                tell(listener);
                hear(listener);
            } catch (SQLException failure) {
                if (!closed) {
                    LOG.warn("The database hung up; calling it again.", failure);
                }
            }
        }
    }

    private void hear(Runnable listener) throws SQLException {
        while (!closed) {
            var rung = line.heard(CHECK).toList();
            if (rung.isEmpty() || !rung.stream().allMatch(node::equals)) {
                tell(listener);
            }
        }
    }

    /** The next ring, or the next check, makes up for what goes wrong here. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException failure) {
            LOG.warn("What other kernels wrote could not be read; trying again soon.", failure);
        }
    }

    /** Calls the database until it answers and the name is this kernel's again; false when there is no way back. */
    private boolean comesBack(Runnable listener) {
        for (var refused = 0; !closed && refused < TRIES_TO_COME_BACK && rests(); ) {
            hangUp();
            try {
                line = SqlLine.to(server, node);
                if (!closed && line.take(name())) {
                    return true;
                }
                refused++;
                tell(listener);
            } catch (SQLException away) {
                LOG.debug("The database does not answer yet.", away);
            }
        }
        hangUp();
        if (!closed) {
            LOG.error("Another kernel took the name '{}' while the database was away; this one stops.", node);
            expelled.run();
        }
        return false;
    }

    private boolean taken(SqlLine from, String what, int tries) throws SQLException {
        for (var left = tries; left > 0; left--) {
            if (from.take(what)) {
                return true;
            }
            if (!rests()) {
                return false;
            }
        }
        return false;
    }

    private void hangUp() {
        try {
            line.close();
        } catch (SQLException gone) {
            LOG.debug("The line was dead already.", gone);
        }
    }

    private String name() {
        return "node/" + node;
    }

    /** False when somebody wants this thread to end. */
    private static boolean rests() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
