package aule.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** One connection that stays open: it holds locks for as long as it lives, and hears the other kernels. */
final class SqlLine implements AutoCloseable {

    /** Has the server notice within half a minute that the machine at the other end is gone. */
    private static final String NOTICE_SILENCE =
            "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3";

    /** A name that needs no quotes and is not too long, whatever the schema is called. */
    private static final String CHANNEL = "'aule_' || md5(current_schema())";

    /** To be executed within a transaction. Its parameter is what the others hear. */
    static final String RING = "SELECT pg_notify(" + CHANNEL + ", ?)";

    private final Connection connection;

    private SqlLine(Connection connection) {
        this.connection = connection;
    }

    static SqlLine to(Address.Server server, String node) throws SQLException {
        var login = new Properties();
        server.user().ifPresent(it -> login.setProperty("user", it));
        server.password().ifPresent(it -> login.setProperty("password", it));
        login.setProperty("ApplicationName", "aule " + node + " line");
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("connectTimeout", "10");
        var line = new SqlLine(DriverManager.getConnection(server.url(), login));
        line.execute(NOTICE_SILENCE);
        return line;
    }

    /** A lock's number, another one for each schema, so that several systems fit into one database. */
    static String key(String what) {
        return "hashtextextended(current_schema() || '/aule/%s', 0)".formatted(what);
    }

    /** False when another connection has the lock. The node's name is bound, never pasted. */
    boolean take(String what) throws SQLException {
        try (var statement = connection.prepareStatement(
                "SELECT pg_try_advisory_lock(hashtextextended(current_schema() || '/aule/' || ?, 0))")) {
            statement.setString(1, what);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** From now on {@link #heard} says who rang. */
    void listen() throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT " + CHANNEL)) {
            row.next();
            execute("LISTEN " + row.getString(1));
        }
    }

    /** Waits until somebody rings, and returns who did; nobody when the time is over and the connection is good. */
    Stream<String> heard(Duration patience) throws SQLException {
        var rung = connection.unwrap(PGConnection.class).getNotifications((int) patience.toMillis());
        if (rung == null || rung.length == 0) {
            execute("SELECT 1");
            return Stream.empty();
        }
        return Stream.of(rung).map(PGNotification::getParameter);
    }

    /** Also ends a wait in {@link #heard}. */
    @Override
    public void close() throws SQLException {
        connection.abort(Runnable::run);
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
