package aule.models;

import aule.kernel.OrgId;
import aule.kernel.Transactions;
import aule.schema.Json;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps what an organisation chose about models in {@code models_entry}. */
final class SqlEntries {

    private static final String ALL =
            "SELECT id, value FROM models_entry WHERE org_id = :org AND kind = :kind ORDER BY created_at, id";

    private static final String ONE =
            "SELECT value FROM models_entry WHERE org_id = :org AND kind = :kind AND id = :id";

    private static final String PUT = """
            INSERT INTO models_entry (org_id, kind, id, value, created_at, updated_at)
            VALUES (:org, :kind, :id, :value, :now, :now)
            ON CONFLICT (org_id, kind, id) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at
            """;

    private static final String ADD = """
            INSERT INTO models_entry (org_id, kind, id, value, created_at, updated_at)
            VALUES (:org, :kind, :id, :value, :now, :now)
            ON CONFLICT (org_id, kind, id) DO NOTHING
            """;

    private static final String REMOVE = "DELETE FROM models_entry WHERE org_id = :org AND kind = :kind AND id = :id";

    /** What a row is about. */
    enum Kind {
        PROVIDER,
        FOUND,
        SEEN,
        CARD,
        ROUTING
    }

    private final Transactions<Handle> transactions;
    private final OrgId org;
    private final InstantSource clock;

    SqlEntries(Transactions<Handle> transactions, OrgId org, InstantSource clock) {
        this.transactions = transactions;
        this.org = org;
        this.clock = clock;
    }

    /** All rows of a kind, the oldest first. */
    <T> Map<String, T> all(Kind kind, Class<T> type) {
        return transactions.read(handle -> handle.createQuery(ALL)
                .bind("org", org.value())
                .bind("kind", kind.name())
                .reduceRows(new LinkedHashMap<String, T>(), (all, row) -> {
                    var value = Json.wire().readValue(row.getColumn("value", String.class), type);
                    all.put(row.getColumn("id", String.class), value);
                    return all;
                }));
    }

    <T> Optional<T> one(Kind kind, String id, Class<T> type) {
        return transactions.read(handle -> handle.createQuery(ONE)
                .bind("org", org.value())
                .bind("kind", kind.name())
                .bind("id", id)
                .mapTo(String.class)
                .findOne()
                .map(it -> Json.wire().readValue(it, type)));
    }

    void put(Kind kind, String id, Object value) {
        write(PUT, kind, id, value);
    }

    /** Returns whether there was none before. */
    boolean add(Kind kind, String id, Object value) {
        return write(ADD, kind, id, value) == 1;
    }

    private int write(String sql, Kind kind, String id, Object value) {
        return transactions.write(handle -> handle.createUpdate(sql)
                .bind("org", org.value())
                .bind("kind", kind.name())
                .bind("id", id)
                .bind("value", Json.wire().writeValueAsString(value))
                .bind("now", clock.millis())
                .execute());
    }

    /** Returns whether there was one. */
    boolean remove(Kind kind, String id) {
        return transactions.write(handle -> handle.createUpdate(REMOVE)
                        .bind("org", org.value())
                        .bind("kind", kind.name())
                        .bind("id", id)
                        .execute())
                == 1;
    }
}
