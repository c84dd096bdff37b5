package aule.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilderFactory;
import org.jdbi.v3.core.statement.StatementContext;
import org.sqlite.SQLiteConnection;

/**
 * Prepared statements of SQLite that stay with their connection, because preparing one takes longer than executing it
 * and neither the driver nor the pool keeps any. One that is in use is nobody else's.
 */
final class KeptStatements implements StatementBuilderFactory {

    /** For each connection; about four times as many texts as the rooms have on their busiest path. */
    private static final int MOST = 128;

    private final Map<Connection, Shelf> shelves = new ConcurrentHashMap<>();

    @Override
    public StatementBuilder createStatementBuilder(Connection pooled) {
        try {
            var connection = pooled.unwrap(SQLiteConnection.class);
            return new Builder(connection, shelf(connection));
        } catch (SQLException broken) {
            return new DefaultStatementBuilder(); // whose first statement says what is wrong with the connection
        }
    }

    /** The statements of a connection that is gone are closed already. */
    private Shelf shelf(Connection connection) throws SQLException {
        var known = shelves.get(connection);
        if (known != null) {
            return known;
        }
        for (var other : List.copyOf(shelves.keySet())) {
            if (other.isClosed()) {
                shelves.remove(other);
            }
        }
        return shelves.computeIfAbsent(connection, _ -> new Shelf());
    }

    /** What one connection keeps; used by one thread at a time, like the connection. */
    private static final class Shelf {

        private final LinkedHashMap<String, PreparedStatement> kept = LinkedHashMap.newLinkedHashMap(MOST + 1);

        PreparedStatement take(Connection connection, String sql) throws SQLException {
            var known = kept.remove(sql);
            return known == null ? connection.prepareStatement(sql) : known;
        }

        /** What was used longest ago makes room. */
        void put(String sql, PreparedStatement statement) throws SQLException {
            statement.clearBatch();
            statement.clearParameters();
            var twin = kept.put(sql, statement);
            if (twin != null) {
                twin.close();
            }
            if (kept.size() > MOST) {
                kept.pollFirstEntry().getValue().close();
            }
        }
    }

    /** Takes from the shelf for as long as the connection is lent. */
    private static final class Builder extends DefaultStatementBuilder {

        private final Connection connection;
        private final Shelf shelf;
        private final IdentityHashMap<Statement, String> used = new IdentityHashMap<>();

        Builder(Connection connection, Shelf shelf) {
            this.connection = connection;
            this.shelf = shelf;
        }

        @Override
        public PreparedStatement create(Connection pooled, String sql, StatementContext context) throws SQLException {
            if (context.isReturningGeneratedKeys() || context.isConcurrentUpdatable()) {
                return super.create(pooled, sql, context);
            }
            var statement = shelf.take(connection, sql);
            used.put(statement, sql);
            return statement;
        }

        @Override
        public void close(Connection pooled, String sql, Statement statement) throws SQLException {
            var text = used.remove(statement);
            if (text != null && statement instanceof PreparedStatement whole && !whole.isClosed()) {
                shelf.put(text, whole);
            } else {
                super.close(pooled, sql, statement);
            }
        }
    }
}
