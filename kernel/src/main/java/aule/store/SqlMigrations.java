package aule.store;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;

/**
 * Brings rooms' tables up to date with Flyway, and does not even load it when nothing changed: after a room's
 * migrations the fingerprint of its scripts is kept in the database and compared at the next start.
 */
final class SqlMigrations {

    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS store_migrated (
                room TEXT PRIMARY KEY,
                fingerprint TEXT NOT NULL
            )
            """;

    private static final String READ = "SELECT room, fingerprint FROM store_migrated";

    private static final String KEEP = """
            INSERT INTO store_migrated (room, fingerprint) VALUES (:room, :fingerprint)
            ON CONFLICT (room) DO UPDATE SET fingerprint = excluded.fingerprint
            """;

    private final DataSource source;
    private final Jdbi jdbi;

    SqlMigrations(DataSource source) {
        this.source = source;
        this.jdbi = Jdbi.create(source);
    }

    void run(List<String> rooms) {
        var known = known();
        for (var room : rooms) {
            var fingerprint = Scripts.fingerprint(room);
            if (!fingerprint.equals(known.get(room))) {
                migrate(room);
                keep(room, fingerprint);
            }
        }
    }

    private Map<String, String> known() {
        return jdbi.withHandle(handle -> {
            handle.execute(CREATE);
            return handle.createQuery(READ).reduceRows(new TreeMap<String, String>(), (known, row) -> {
                known.put(row.getColumn("room", String.class), row.getColumn("fingerprint", String.class));
                return known;
            });
        });
    }

    /** Each room has its own history table, so its versions count from 1; the baseline lets rooms share a schema. */
    private void migrate(String room) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .locations("classpath:" + Scripts.folder(room))
                    .table("flyway_" + room)
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .load()
                    .migrate();
        } catch (FlywayException failure) {
            throw new AuleException(
                    ErrorCode.INTERNAL,
                    "The tables of '%s' could not be brought up to date; restore the database of the version that wrote it or use that version."
                            .formatted(room),
                    failure);
        }
    }

    private void keep(String room, String fingerprint) {
        jdbi.useHandle(handle -> handle.createUpdate(KEEP)
                .bind("room", room)
                .bind("fingerprint", fingerprint)
                .execute());
    }
}
