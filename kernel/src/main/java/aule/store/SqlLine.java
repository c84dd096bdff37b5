package aule.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
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

    private static final String OTHERS = """
            SELECT application_name FROM pg_stat_activity
            WHERE datname = current_database() AND application_name LIKE 'aule % line' AND pid <> pg_backend_pid()
            """;

    /** To be executed within a transaction. Its parameter is what the others hear. */
    static final String RING = "SELECT pg_notify(" + CHANNEL + ", ?)";

    private final Connection connection;

    private SqlLine(Connection connection) {
        this.connection = connection;
    }

    /** @param name what the server shows of it */
    static SqlLine to(Address.Server server, String name) throws SQLException {
        var login = new Properties();
        server.user().ifPresent(it -> login.setProperty("user", it));
        server.password().ifPresent(it -> login.setProperty("password", it));
        login.setProperty("ApplicationName", shown(name));
        login.setProperty("tcpKeepAlive", "true");
        login.setProperty("connectTimeout", "10");
        var line = new SqlLine(DriverManager.getConnection(server.url(), login));
        line.execute(NOTICE_SILENCE);
        return line;
    }

    /** What the server calls a line of this name. */
    static String shown(String name) {
        return "aule " + name;
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

    /** Waits until somebody rings, and returns who did; nobody when the time is over. */
    Set<String> heard(Duration patience) throws SQLException {
        var rung = connection.unwrap(PGConnection.class).getNotifications((int) Math.max(1, patience.toMillis()));
        return Stream.ofNullable(rung)
                .flatMap(Stream::of)
                .map(PGNotification::getParameter)
                .collect(Collectors.toSet());
    }

    /** Who else stays on a line to this database. */
    Set<String> others() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(OTHERS)) {
            var names = new HashSet<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
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
