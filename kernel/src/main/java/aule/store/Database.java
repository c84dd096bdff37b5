package aule.store;

import aule.kernel.Transactions;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * One open database: SQLite in a file, or PostgreSQL for many kernels. All writes of this kernel go through one
 * thread, which lets them share commits and keeps their order; reads have connections of their own.
 */
public final class Database implements Transactions<Handle>, AutoCloseable {

    private final Connections connections;
    private final Jdbi readers;
    private final SqlWriter writer;

    private Database(Connections connections) {
        this.connections = connections;
        var dialect = connections.dialect();
        this.readers = dialect.open(connections.reading());
        this.writer = SqlWriter.start(dialect.open(connections.writing()), dialect);
    }

    /**
     * Opens the database and brings the tables of the given rooms up to date, in that order.
     *
     * @param url {@code jdbc:sqlite:FILE} in an existing folder, or {@code jdbc:postgresql://…}
     */
    public static Database open(String url, List<String> rooms) {
        return open(Connections.to(url), rooms);
    }

    static Database open(Connections connections, List<String> rooms) {
        try {
            new SqlMigrations(connections.lending()).run(rooms);
        } catch (RuntimeException failure) {
            connections.close();
            throw failure;
        }
        return new Database(connections);
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        var interrupted = Thread.interrupted(); // a cancelled run may still look things up
        try {
            return readers.withHandle(work::apply);
        } catch (JdbiException failure) {
            throw Trouble.unread(failure);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        return writer.write(work);
    }

    /** Why the last writes were not taken, in the database's words; empty if they were. */
    public String trouble() {
        return writer.trouble();
    }

    /** Connections that may write, for a library that keeps its own tables. On SQLite there is one, handed around. */
    public DataSource dataSource() {
        return connections.lending();
    }

    /** Finishes the writes that were already asked for, then lets go of the database. */
    @Override
    public void close() {
        writer.close();
        connections.close();
    }
}
