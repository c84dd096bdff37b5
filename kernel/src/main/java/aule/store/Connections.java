package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** The two pools of a database: connections that may write, and connections that cannot. */
record Connections(HikariDataSource writing, HikariDataSource reading) implements AutoCloseable {

    private static final int READERS = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    static Connections to(String url) {
        if (url.startsWith("jdbc:sqlite:")) {
            return sqlite(url);
        }
        if (url.startsWith("jdbc:postgresql:")) {
            return postgres(url);
        }
        throw new AuleException(
                ErrorCode.INVALID,
                "The database address '%s' is neither jdbc:sqlite:FILE nor jdbc:postgresql://HOST/NAME."
                        .formatted(url));
    }

    @Override
    public void close() {
        reading.close();
        writing.close();
    }

    /** One writing connection, because SQLite has one writer: waiting for it here is fairer than its busy timeout. */
    private static Connections sqlite(String url) {
        var writing = settings("store-write", 1);
        writing.setDataSource(file(url));
        var reading = settings("store-read", READERS);
        reading.setDataSource(file(url));
        reading.setConnectionInitSql("PRAGMA query_only = 1");
        return open(writing, reading);
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

    private static Connections postgres(String url) {
        var writing = settings("store-write", 4);
        writing.setJdbcUrl(url);
        var reading = settings("store-read", READERS);
        reading.setJdbcUrl(url);
        reading.setConnectionInitSql("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY");
        return open(writing, reading);
    }

    private static HikariConfig settings(String name, int size) {
        var settings = new HikariConfig();
        settings.setPoolName(name);
        settings.setMaximumPoolSize(size);
        settings.setMinimumIdle(1);
        settings.setMaxLifetime(0);
        settings.setConnectionTimeout(PATIENCE.toMillis());
        return settings;
    }

    /** The writing side first: it creates a new file and switches it to WAL. */
    private static Connections open(HikariConfig writing, HikariConfig reading) {
        var writers = open(writing);
        try {
            return new Connections(writers, open(reading));
        } catch (AuleException failure) {
            writers.close();
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
