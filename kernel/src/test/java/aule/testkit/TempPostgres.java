package aule.testkit;

import aule.store.Address;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL server on the loopback address, started once for each test process. */
public final class TempPostgres {

    /** The server trusts everybody on this machine; what matters is where the word turns up. */
    public static final String PASSWORD = "opensesame";

    private static final AtomicInteger COUNT = new AtomicInteger();

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

    private static String schema() {
        var name = "aule_" + COUNT.incrementAndGet();
        try (var connection = Server.RUNNING.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + name);
        } catch (SQLException failure) {
            throw new IllegalStateException("The embedded PostgreSQL did not create a schema.", failure);
        }
        return name;
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
