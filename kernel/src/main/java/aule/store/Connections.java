package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * The bounded pools of a database.
 *
 * @param writing for the one writer
 * @param lending for libraries that write tables of their own; on SQLite the writer's
 * @param reading connections that cannot write
 */
record Connections(Dialect dialect, HikariDataSource writing, HikariDataSource lending, HikariDataSource reading)
        implements AutoCloseable {

    private static final int READERS = 8;
    private static final int LENT = 6;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** For the writer, who waits for nobody else: shorter than the time that a kernel has to stop. */
    private static final Duration CALL = Duration.ofSeconds(8);

    private static final Duration LIFE = Duration.ofMinutes(30);

    /** A kernel that freezes within a transaction lets the others go on after this. */
    private static final String LET_GO = "SET idle_in_transaction_session_timeout = '4s'";

    /** @param url {@code jdbc:sqlite:FILE}, or {@code jdbc:postgresql://…} that says who signs in */
    static Connections to(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            return sqlite(url);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            var plain = new HikariConfig();
            plain.setJdbcUrl(url);
            return postgres(plain);
        }
        throw new AuleException(
                ErrorCode.INVALID,
                "The database address '%s' is neither jdbc:sqlite:FILE nor jdbc:postgresql://HOST/NAME."
                        .formatted(url));
    }

    static Connections to(Address.Server server, String node) {
        var known = new HikariConfig();
        known.setJdbcUrl(server.url());
        server.user().ifPresent(known::setUsername);
        server.password().ifPresent(known::setPassword);
        known.addDataSourceProperty("ApplicationName", "aule " + node);
        return postgres(known);
    }

    @Override
    public void close() {
        reading.close();
        lending.close();
        writing.close();
    }

    /** One writing connection, because SQLite has one writer: waiting for it here is fairer than its busy timeout. */
    private static Connections sqlite(String url) {
        var plain = new HikariConfig();
        plain.setDataSource(file(url));
        plain.setMaxLifetime(0);
        plain.setConnectionTimeout(PATIENCE.toMillis());
        var writing = settings(plain, "store-write", 1);
        var reading = settings(plain, "store-read", READERS);
        reading.setConnectionInitSql("PRAGMA query_only = 1");
        var pools = open(List.of(writing, reading));
        return new Connections(Dialect.SQLITE, pools.getFirst(), pools.getFirst(), pools.getLast());
    }

    private static SQLiteDataSource file(String url) {
        var config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout((int) PATIENCE.toMillis());
        config.enforceForeignKeys(true);
        var source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    /** The writer has a connection that no library can take from it. */
    private static Connections postgres(HikariConfig server) {
        server.addDataSourceProperty("tcpKeepAlive", "true");
        server.setMaxLifetime(LIFE.toMillis());
        server.setConnectionTimeout(PATIENCE.toMillis());
        server.setConnectionInitSql(LET_GO);
        var writing = settings(server, "store-write", 1);
        writing.setConnectionTimeout(CALL.toMillis());
        var reading = settings(server, "store-read", READERS);
        reading.setConnectionInitSql(LET_GO + "; SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
        var pools = open(List.of(writing, settings(server, "store-lend", LENT), reading));
        return new Connections(Dialect.POSTGRES, pools.get(0), pools.get(1), pools.get(2));
    }

    private static HikariConfig settings(HikariConfig like, String name, int size) {
        var settings = new HikariConfig();
        like.copyStateTo(settings);
        settings.setPoolName(name);
        settings.setMaximumPoolSize(size);
        settings.setMinimumIdle(1);
        return settings;
    }

    /** The writing side first: it creates a new file and switches it to WAL. */
    private static List<HikariDataSource> open(List<HikariConfig> wanted) {
        var pools = new ArrayList<HikariDataSource>();
        try {
            wanted.forEach(settings -> pools.add(open(settings)));
            return pools;
        } catch (AuleException failure) {
            pools.forEach(HikariDataSource::close);
            throw failure;
        }
    }

    private static HikariDataSource open(HikariConfig settings) {
        try {
            return new HikariDataSource(settings);
        } catch (PoolInitializationException failure) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The database does not open (%s). Check that it exists, that this user may write it and that the disk has room."
                            .formatted(reason(failure)),
                    failure);
        }
    }

    private static String reason(Throwable failure) {
        var cause = failure.getCause();
        return String.valueOf((cause == null ? failure : cause).getMessage());
    }
}
