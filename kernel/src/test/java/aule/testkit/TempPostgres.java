package aule.testkit;

import aule.store.Address;
import aule.store.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server on the loopback address, started once for each test process. */
public final class TempPostgres {

    /** The server trusts everybody on this machine; what matters is where the word turns up. */
    public static final String PASSWORD = "opensesame";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<List<String>, String> TEMPLATES = new ConcurrentHashMap<>();

    private TempPostgres() {}

    /** Creates an empty schema and returns the address under which it looks like a database of its own. */
    public static String fresh() {
        return Server.RUNNING.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema();
    }

    /** The same as a person writes it down for a kernel. */
    public static Address address() {
        return Address.of(store(), Map.of());
    }

    /** What {@code --store} takes. */
    public static String store() {
        return "postgres://postgres:%s@localhost:%d/postgres?currentSchema=%s"
                .formatted(PASSWORD, Server.RUNNING.getPort(), schema());
    }

    /**
     * Creates a database with the tables of these rooms, copied from one that each test process makes once, and returns
     * its address.
     */
    static String copied(List<String> rooms) {
        var name = "copy_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE %s TEMPLATE %s"
                .formatted(name, TEMPLATES.computeIfAbsent(rooms, TempPostgres::template)));
        return Server.RUNNING.getJdbcUrl("postgres", name);
    }

    private static String template(List<String> rooms) {
        var name = "template_" + COUNT.incrementAndGet();
        execute("CREATE DATABASE " + name);
        Database.open(Server.RUNNING.getJdbcUrl("postgres", name), rooms).close();
        return name;
    }

    /** Drops what {@link #copied} made. */
    static void drop(String address) {
        var name = address.replaceFirst(".*/(copy_\\d+).*", "$1");
        execute("DROP DATABASE %s WITH (FORCE)".formatted(name));
    }

    private static String schema() {
        var name = "aule_" + COUNT.incrementAndGet();
        execute("CREATE SCHEMA " + name);
        return name;
    }

    private static void execute(String command) {
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(command);
        } catch (SQLException failure) {
            throw new IllegalStateException("The embedded PostgreSQL did not do: " + command, failure);
        }
    }

    /** Starts on first use and ends with the process. */
    private static final class Server {

        static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }
}
