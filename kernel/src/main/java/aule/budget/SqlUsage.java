package aule.budget;

import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Adds the ledger up. */
final class SqlUsage {

    private static final String SUMS = """
             AS name, count(*) AS calls, COALESCE(SUM(tokens_in), 0) AS tokens_in,
                COALESCE(SUM(tokens_out), 0) AS tokens_out, COALESCE(SUM(cached_tokens), 0) AS cached_tokens,
                COALESCE(SUM(reasoning_tokens), 0) AS reasoning_tokens, COALESCE(SUM(cost_nanos), 0) AS cost_nanos,
                COALESCE(SUM(CASE WHEN cost_nanos IS NULL THEN 1 ELSE 0 END), 0) AS unpriced,
                COALESCE(SUM(estimated), 0) AS estimated, COALESCE(SUM(ms), 0) AS ms
            FROM budget_entry
            """;

    private static final String WHERE = " WHERE org_id = :org AND at >= :from AND at < :to";

    private static final String CALLS = "SELECT * FROM budget_entry" + WHERE;

    private static final String SAVED = """
            SELECT COALESCE(SUM(CASE WHEN saved_by = 'routing' THEN saved_nanos ELSE 0 END), 0) AS routing,
                COALESCE(SUM(CASE WHEN saved_by = 'cache' THEN saved_nanos ELSE 0 END), 0) AS cache
            FROM budget_entry
            WHERE org_id = :org AND at >= :from AND saved_nanos IS NOT NULL
            """;

    private static final String ALIKE = """
            SELECT * FROM budget_run
            WHERE org_id = :org AND persona_id = :persona AND model = :model AND completed = 1
            ORDER BY started_at DESC
            LIMIT :limit
            """;

    /** One line of the ledger. */
    record Entry(
            long seq,
            String run,
            String model,
            String kind,
            long tokensIn,
            long tokensOut,
            long cachedTokens,
            long reasoningTokens,
            @Nullable Long costNanos,
            long ms,
            Instant at,
            @Nullable String responseId,
            @Nullable Long savedNanos,
            boolean estimated) {}

    /** What was saved by which way, in billionths of a US dollar. */
    record Saved(long routing, long cache) {}

    /** What a completed run used with all that it started. */
    record Finished(Used used, boolean priced) {}

    private final Transactions<Handle> transactions;

    SqlUsage(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    /** Groups by what cost most, days by the newest. */
    List<UsageRow> groups(OrgId org, UsageQuery query, int skip, int limit) {
        var column = query.group().column();
        var order = query.group() == UsageQuery.Group.DAY ? "name DESC" : "cost_nanos DESC, tokens_in DESC, name";
        var sql = "SELECT " + column + SUMS + WHERE + only(query) + " GROUP BY " + column + " ORDER BY " + order
                + " LIMIT :limit OFFSET :skip";
        return transactions.read(handle -> bind(handle.createQuery(sql), org, query)
                .bind("limit", limit)
                .bind("skip", skip)
                .map((row, _) -> row(row))
                .list());
    }

    UsageRow total(OrgId org, UsageQuery query) {
        var sql = "SELECT 'total'" + SUMS + WHERE + only(query);
        return transactions.read(handle -> bind(handle.createQuery(sql), org, query)
                .map((row, _) -> row(row))
                .one());
    }

    /** What was saved since a moment. */
    Saved saved(OrgId org, Instant from) {
        return transactions.read(handle -> handle.createQuery(SAVED)
                .bind("org", org.value())
                .bind("from", from.toEpochMilli())
                .map((row, _) -> new Saved(row.getLong("routing"), row.getLong("cache")))
                .one());
    }

    /** The lines above a place, in order. */
    List<Entry> entries(OrgId org, UsageQuery query, long after, int limit) {
        var sql = CALLS + only(query) + " AND seq > :after ORDER BY seq LIMIT :limit";
        return transactions.read(handle -> bind(handle.createQuery(sql), org, query)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> entry(row))
                .list());
    }

    /** The newest completed runs of an agent that a model worked for. */
    List<Finished> alike(OrgId org, PersonaId persona, String model, int limit) {
        return transactions.read(handle -> handle.createQuery(ALIKE)
                .bind("org", org.value())
                .bind("persona", persona.value())
                .bind("model", model)
                .bind("limit", limit)
                .map((row, _) -> new Finished(SqlPayers.used(row), row.getLong("unpriced") == 0))
                .list());
    }

    private static String only(UsageQuery query) {
        var conditions = new StringBuilder();
        query.only()
                .forEach((group, _) ->
                        conditions.append(" AND %s = :%s".formatted(group.column(), group.wire() + "Only")));
        return conditions.toString();
    }

    private static Query bind(Query sql, OrgId org, UsageQuery query) {
        query.only().forEach((group, key) -> sql.bind(group.wire() + "Only", key));
        return sql.bind("org", org.value())
                .bind("from", query.from().toEpochMilli())
                .bind("to", query.to().toEpochMilli());
    }

    private static UsageRow row(ResultSet row) throws SQLException {
        return new UsageRow(
                row.getString("name"),
                row.getLong("calls"),
                row.getLong("tokens_in"),
                row.getLong("tokens_out"),
                row.getLong("cached_tokens"),
                row.getLong("reasoning_tokens"),
                row.getLong("cost_nanos"),
                row.getLong("unpriced"),
                row.getLong("estimated"),
                row.getLong("ms"));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var cost = row.getLong("cost_nanos");
        var unknown = row.wasNull();
        var saved = row.getLong("saved_nanos");
        var nothing = row.wasNull();
        return new Entry(
                row.getLong("seq"),
                row.getString("run_id"),
                row.getString("model"),
                row.getString("kind"),
                row.getLong("tokens_in"),
                row.getLong("tokens_out"),
                row.getLong("cached_tokens"),
                row.getLong("reasoning_tokens"),
                unknown ? null : cost,
                row.getLong("ms"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("response_id"),
                nothing ? null : (Long) saved,
                row.getInt("estimated") != 0);
    }
}
