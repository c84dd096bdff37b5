package aule.network;

import aule.journal.Projection;
import aule.kernel.Envelope;
import aule.kernel.NetworkEvent;
import aule.kernel.OrgId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The log of what left, and what did not get out. */
final class SqlRequests implements Projection {

    /** How many lines one event has at most, and more. */
    private static final long LINES = 1_000;

    private static final String INSERT = """
            INSERT INTO network_request
                (id, org_id, project_id, persona_id, run_id, root_id, call_id, purpose, method, host, port, verdict,
                 reason, up, down, ms, at)
            VALUES (:id, :org, :project, :persona, :run, :root, :call, :purpose, :method, :host, :port, :verdict,
                    :reason, :up, :down, :ms, :at)
            ON CONFLICT (id) DO NOTHING
            """;

    private static final String PAGE = "SELECT * FROM network_request WHERE org_id = :org";

    private static final String HOSTS = """
            SELECT host, count(*) AS requests, sum(CASE WHEN verdict = 'denied' THEN 1 ELSE 0 END) AS denied,
                   sum(up) AS up, sum(down) AS down, max(at) AS at
            FROM network_request WHERE org_id = :org
            """;

    private static final Map<String, String> COLUMNS = Map.of(
            "project", "project_id", "run", "run_id", "host", "host", "verdict", "verdict", "purpose", "purpose");

    /** One line of the log. */
    record Row(
            String id,
            Instant at,
            String purpose,
            String method,
            String host,
            int port,
            String verdict,
            String reason,
            long bytesUp,
            long bytesDown,
            long durationMs,
            @Nullable String projectId,
            @Nullable String personaId,
            @Nullable String runId,
            @Nullable String callId) {}

    /** What went to one host. */
    record Host(String host, long requests, long denied, long bytesUp, long bytesDown, Instant lastAt) {}

    private final Transactions<Handle> transactions;

    SqlRequests(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof NetworkEvent.Requested requested) {
            var batch = handle.prepareBatch(INSERT);
            for (var place = 0; place < requested.requests().size(); place++) {
                var it = requested.requests().get(place);
                batch.bind("id", event.seq() * LINES + place)
                        .bind("org", event.org().value())
                        .bind(
                                "project",
                                event.project() == null ? null : event.project().value())
                        .bind(
                                "persona",
                                it.personaId() == null ? null : it.personaId().value())
                        .bind("run", it.runId() == null ? null : it.runId().value())
                        .bind("root", it.rootId() == null ? null : it.rootId().value())
                        .bind("call", it.callId())
                        .bind("purpose", it.purpose())
                        .bind("method", it.method())
                        .bind("host", it.host())
                        .bind("port", it.port())
                        .bind("verdict", it.verdict())
                        .bind("reason", it.reason())
                        .bind("up", it.bytesUp())
                        .bind("down", it.bytesDown())
                        .bind("ms", it.durationMs())
                        .bind("at", it.at().toEpochMilli())
                        .add();
            }
            batch.execute();
        }
    }

    /** The newest first, those below a place. */
    List<Row> page(OrgId org, Map<String, String> only, long before, int limit) {
        var sql = PAGE + where(only) + " AND id < :before ORDER BY id DESC LIMIT :limit";
        return transactions.read(handle -> bind(handle.createQuery(sql), org, only)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> row(row))
                .list());
    }

    /** Those with most requests first. */
    List<Host> hosts(OrgId org, Map<String, String> only, int skip, int limit) {
        var sql = HOSTS + where(only) + " GROUP BY host ORDER BY requests DESC, host LIMIT :limit OFFSET :skip";
        return transactions.read(handle -> bind(handle.createQuery(sql), org, only)
                .bind("skip", skip)
                .bind("limit", limit)
                .map((row, _) -> new Host(
                        row.getString("host"),
                        row.getLong("requests"),
                        row.getLong("denied"),
                        row.getLong("up"),
                        row.getLong("down"),
                        Instant.ofEpochMilli(row.getLong("at"))))
                .list());
    }

    private static String where(Map<String, String> only) {
        var conditions = new StringBuilder();
        only.keySet().forEach(it -> conditions.append(" AND %s = :%s".formatted(COLUMNS.get(it), it)));
        return conditions.toString();
    }

    private static Query bind(Query query, OrgId org, Map<String, String> only) {
        only.forEach(query::bind);
        return query.bind("org", org.value());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                Long.toString(row.getLong("id")),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("purpose"),
                row.getString("method"),
                row.getString("host"),
                row.getInt("port"),
                row.getString("verdict"),
                row.getString("reason"),
                row.getLong("up"),
                row.getLong("down"),
                row.getLong("ms"),
                row.getString("project_id"),
                row.getString("persona_id"),
                row.getString("run_id"),
                row.getString("call_id"));
    }
}
