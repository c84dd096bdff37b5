package aule.dispatch;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import com.github.kagkarlsson.scheduler.jdbc.AutodetectJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.Update;

/**
 * The rows of the tasks, one for each. A task is <em>queued</em> when its time is {@link #QUEUE}, <em>handed</em> to a
 * kernel when its time has come and it bears the kernel's name, <em>picked</em> while a kernel works on it, and
 * otherwise waits for its time. Every change of these is one statement that names the state it starts from, so that
 * of two kernels one wins.
 */
final class SqlRows {

    /** The time of tasks that any kernel may take once it has a slot; no timer comes due then. */
    static final Instant QUEUE = Instant.parse("8000-01-01T00:00:00Z");

    /** The time of tasks that nobody works on until they are submitted again. */
    static final Instant NEVER = Instant.parse("9000-01-01T00:00:00Z");

    /** The one name under which the library knows all of them. */
    static final String TASK = "task";

    private final Jdbi jdbi;
    private final DueHere times;
    private final String node;

    SqlRows(DataSource database, String node) {
        this.jdbi = Jdbi.create(database);
        this.times = new DueHere(database, node);
        this.node = node;
        jdbi.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
    }

    String node() {
        return node;
    }

    /** What the library must know of this table. */
    JdbcCustomization customization() {
        return times;
    }

    <T> T with(Function<Handle, T> work) {
        return taken(() -> jdbi.withHandle(work::apply));
    }

    <T> T transaction(Function<Handle, T> work) {
        return taken(() -> jdbi.inTransaction(work::apply));
    }

    private static <T> T taken(Supplier<T> work) {
        try {
            return work.get();
        } catch (JdbiException failure) {
            throw new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The queue's database could not be used. Check the disk or the connection and try again.",
                    failure);
        }
    }

    /** Returns how many rows changed. */
    int change(String id, String sql, Binding more) {
        return with(handle -> more.on(bound(handle.createUpdate(sql), id)).execute());
    }

    /** Binds what all statements have in common. */
    <S extends SqlStatement<S>> S bound(S statement, String id) {
        return statement
                .bind("task", TASK)
                .bind("id", id)
                .bind("node", node)
                .bind("yes", true)
                .bind("no", false)
                .bind("queue", time(QUEUE));
    }

    /** A time in the form of the library. */
    Argument time(Instant time) {
        return (position, statement, _) -> times.setInstant(statement, position, time);
    }

    static byte[] bytes(Ticket ticket) {
        return ticket.text().getBytes(StandardCharsets.UTF_8);
    }

    static Ticket ticket(byte[] data) {
        return Ticket.parse(new String(data, StandardCharsets.UTF_8));
    }

    /** Binds what one statement has of its own. */
    @FunctionalInterface
    interface Binding {

        Binding NONE = statement -> statement;

        Update on(Update statement);
    }

    /** Has this kernel's library see no task as due that was handed to another kernel. */
    private static final class DueHere extends AutodetectJdbcCustomization {

        private final String node;

        DueHere(DataSource database, String node) {
            super(database);
            this.node = node;
        }

        @Override
        public String createSelectDueQuery(String table, int limit, String and, boolean byPriority) {
            var here = " AND (picked_by IS NULL OR picked_by = '%s')".formatted(node);
            return super.createSelectDueQuery(table, limit, and + here, byPriority);
        }
    }
}
