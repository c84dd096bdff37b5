package aule.journal;

import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.StreamId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The journal's tables. */
final class SqlEvents {

    private static final String NUMBER = "UPDATE journal_head SET seq = seq + :count WHERE one = 1 RETURNING seq";

    private static final String PLACE = """
            INSERT INTO journal_stream (stream, org_id, position, epoch) VALUES (:stream, :org, :count, 0)
            ON CONFLICT (stream) DO UPDATE
            SET position = journal_stream.position + excluded.position, org_id = excluded.org_id
            WHERE :epoch = 0 OR journal_stream.epoch = :epoch
            RETURNING position
            """;

    private static final String LEASE = """
            INSERT INTO journal_stream (stream, org_id, position, epoch) VALUES (:stream, :org, 0, 1)
            ON CONFLICT (stream) DO UPDATE SET epoch = journal_stream.epoch + 1
            RETURNING epoch
            """;

    private static final String INSERT = """
            INSERT INTO journal_event (seq, id, org_id, project_id, stream, position, type, version, actor,
                correlation_id, causation_id, at, body)
            VALUES (:seq, :id, :org, :project, :stream, :position, :type, :version, :actor,
                :correlation, :causation, :at, :body)
            """;

    private static final String SELECT = """
            SELECT seq, id, org_id, project_id, stream, position, type, version, actor,
                correlation_id, causation_id, at, body
            FROM journal_event
            """;

    private final EventJson json;

    SqlEvents(EventJson json) {
        this.json = json;
    }

    /** Takes the next numbers and keeps others from taking any until this transaction ends. Returns the last. */
    long number(Handle handle, int count) {
        return handle.createQuery(NUMBER).bind("count", count).mapTo(Long.class).one();
    }

    /** Takes the next places in the stream. Returns the last. */
    long place(Handle handle, StreamId stream, Journal.Origin origin, int count) {
        return handle.createQuery(PLACE)
                .bind("stream", stream.value())
                .bind("org", origin.org().value())
                .bind("count", count)
                .bind("epoch", origin.epoch())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new AuleException(
                        ErrorCode.STALE_LEASE,
                        "The lease %d on '%s' is no longer the newest: another worker took it over, so stop working on it."
                                .formatted(origin.epoch(), stream)));
    }

    long lease(Handle handle, StreamId stream, OrgId org) {
        return handle.createQuery(LEASE)
                .bind("stream", stream.value())
                .bind("org", org.value())
                .mapTo(Long.class)
                .one();
    }

    void insert(Handle handle, List<Envelope> events, List<String> bodies) {
        var batch = handle.prepareBatch(INSERT);
        for (var index = 0; index < events.size(); index++) {
            var event = events.get(index);
            batch.bind("seq", event.seq())
                    .bind("id", event.id().toString())
                    .bind("org", event.org().value())
                    .bind(
                            "project",
                            event.project() == null ? null : event.project().value())
                    .bind("stream", event.stream().value())
                    .bind("position", event.position())
                    .bind("type", event.type())
                    .bind("version", event.version())
                    .bind("actor", event.actor())
                    .bind("correlation", event.correlation())
                    .bind("causation", event.causation())
                    .bind("at", event.at().toEpochMilli())
                    .bind("body", bodies.get(index))
                    .add();
        }
        batch.execute();
    }

    List<Envelope> ofStream(Handle handle, StreamId stream, long after, int limit) {
        return list(handle.createQuery(
                        SELECT + "WHERE stream = :stream AND position > :after ORDER BY position LIMIT :limit")
                .bind("stream", stream.value())
                .bind("after", after)
                .bind("limit", limit));
    }

    List<Envelope> all(Handle handle, long after, int limit) {
        return list(handle.createQuery(SELECT + "WHERE seq > :after ORDER BY seq LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit));
    }

    List<Envelope> wanted(Handle handle, long after, long until, Filter filter, int limit) {
        var streams = filter.streams().stream().map(StreamId::value).toList();
        var types = List.copyOf(filter.types());
        var query = handle.createQuery(SELECT + "WHERE seq > :after AND seq <= :until"
                + (filter.org().isEmpty() ? "" : " AND org_id = :org")
                + (streams.isEmpty() ? "" : " AND stream IN (<streams>)")
                + (types.isEmpty() ? "" : " AND (" + anyOf(types) + ")")
                + " ORDER BY seq LIMIT :limit");
        if (!streams.isEmpty()) {
            query.bindList("streams", streams);
        }
        for (var index = 0; index < types.size(); index++) {
            query.bind("type" + index, types.get(index).replaceFirst("\\*$", ""));
        }
        filter.org().ifPresent(org -> query.bind("org", org.value()));
        return list(query.bind("after", after).bind("until", until).bind("limit", limit));
    }

    long head(Handle handle) {
        return handle.createQuery("SELECT seq FROM journal_head")
                .mapTo(Long.class)
                .one();
    }

    Optional<OrgId> org(Handle handle, StreamId stream) {
        return handle.createQuery("SELECT org_id FROM journal_stream WHERE stream = :stream")
                .bind("stream", stream.value())
                .map((row, _) -> new OrgId(row.getString("org_id")))
                .findOne();
    }

    /** The types' texts are bound, never pasted. */
    private static String anyOf(List<String> types) {
        var conditions = new StringBuilder();
        for (var index = 0; index < types.size(); index++) {
            var type = types.get(index);
            conditions.append(index == 0 ? "" : " OR ");
            conditions.append(
                    type.endsWith("*")
                            ? "substr(type, 1, %d) = :type%d".formatted(type.length() - 1, index)
                            : "type = :type" + index);
        }
        return conditions.toString();
    }

    private List<Envelope> list(Query query) {
        return query.map((row, _) -> envelope(row)).list();
    }

    private Envelope envelope(ResultSet row) throws SQLException {
        var project = row.getString("project_id");
        return new Envelope(
                row.getLong("seq"),
                UUID.fromString(row.getString("id")),
                new OrgId(row.getString("org_id")),
                project == null ? null : new ProjectId(project),
                new StreamId(row.getString("stream")),
                row.getLong("position"),
                row.getString("type"),
                row.getInt("version"),
                row.getString("actor"),
                row.getString("correlation_id"),
                row.getString("causation_id"),
                Instant.ofEpochMilli(row.getLong("at")),
                json.read(row.getString("body")));
    }
}
