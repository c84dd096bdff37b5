package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
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
    private static final Duration CHECK = Duration.ofSeconds(6);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String LINE = " line";
    private static final int TRIES_FOR_THE_NAME = 15;
    private static final int TRIES_TO_START = 300;
    private static final int TRIES_TO_COME_BACK = 300;

    private final Address.Server server;
    private final String node;
    private final SqlLine threshold;
    private final Set<String> others;
    private volatile SqlLine line;
    private volatile @Nullable Thread listening;
    private volatile Runnable expelled = () -> {};
    private volatile Runnable gone = () -> {};
    private volatile boolean closed;

    private SqlMembership(Address.Server server, String node, SqlLine line, SqlLine threshold, Set<String> others) {
        this.others = others;
        this.server = server;
        this.node = node;
        this.line = line;
        this.threshold = threshold;
    }

    /**
     * Takes the name, then waits until no other kernel is starting.
     *
     * @throws AuleException with {@code CONFLICT} if another kernel has the name, {@code UNAVAILABLE} if the server
     *     is not reached or another kernel does not get ready within a minute
     */
    static SqlMembership enter(Address.Server server, String node) {
        try {
            var line = SqlLine.to(server, node + LINE);
            try {
                take(line, name(node), TRIES_FOR_THE_NAME, () -> taken(server, node));
                return new SqlMembership(server, node, line, threshold(server, node), line.others());
            } catch (SQLException | RuntimeException failure) {
                hangUp(line);
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

    /** A line of its own, because the other one will be busy with listening when the kernel has started. */
    private static SqlLine threshold(Address.Server server, String node) throws SQLException {
        var line = SqlLine.to(server, node + " starting");
        try {
            take(line, "starting", TRIES_TO_START, () -> busy(server));
            return line;
        } catch (SQLException | RuntimeException failure) {
            hangUp(line);
            throw failure;
        }
    }

    private static void take(SqlLine line, String what, int tries, Supplier<AuleException> refusal)
            throws SQLException {
        for (var left = tries; !line.take(what); left--) {
            if (left == 1 || !rests()) {
                throw refusal.get();
            }
        }
    }

    private static AuleException taken(Address.Server server, String node) {
        return new AuleException(
                ErrorCode.CONFLICT,
                "Another kernel called '%s' works on the database %s. If this home is a copy of that kernel's, delete the file 'node' in it and start again."
                        .formatted(node, server.shown()));
    }

    private static AuleException busy(Address.Server server) {
        return new AuleException(
                ErrorCode.UNAVAILABLE,
                "Another kernel on the database %s is starting and does not get ready; look at its log, then start again."
                        .formatted(server.shown()));
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
        hangUp(threshold);
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
    public void whenOthersGo(Runnable listener) {
        gone = listener;
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
        hangUp(line);
        hangUp(threshold);
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
        var check = System.nanoTime() + CHECK.toNanos();
        while (!closed) {
            var rung = line.heard(Duration.ofNanos(check - System.nanoTime()));
            rung.remove(node);
            if (!rung.isEmpty()) {
                rung.forEach(other -> others.add(SqlLine.shown(other + LINE)));
                tell(listener);
            }
            if (System.nanoTime() >= check) {
                check = System.nanoTime() + CHECK.toNanos();
                check(listener);
            }
        }
    }

    /** Makes up for a ring that was not heard, and notices who is gone; fails when the line is dead. */
    private void check(Runnable listener) throws SQLException {
        var now = line.others();
        tell(listener);
        if (!now.containsAll(others)) {
            Thread.ofVirtual().name("store-gone").start(gone);
        }
        others.clear();
        others.addAll(now);
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
            hangUp(line);
            try {
                line = SqlLine.to(server, node + LINE);
                if (!closed && line.take(name(node))) {
                    return true;
                }
                refused++;
                tell(listener);
            } catch (SQLException away) {
                LOG.debug("The database does not answer yet.", away);
            }
        }
        hangUp(line);
        if (!closed) {
            LOG.error("Another kernel took the name '{}' while the database was away; this one stops.", node);
            expelled.run();
        }
        return false;
    }

    private static void hangUp(SqlLine line) {
        try {
            line.close();
        } catch (SQLException gone) {
            LOG.debug("The line was dead already.", gone);
        }
    }

    private static String name(String node) {
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
