package aule.agents;

import aule.journal.Projection;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps which calls are in doubt, and how each was settled; their arguments stay in the journal. */
final class SqlDoubts implements Projection {

    private static final String ADD = """
            INSERT INTO agents_doubt (run_id, call_id, org_id, seq, tool, since)
            VALUES (:run, :call, :org, :seq, :tool, :at)
            """;

    private static final String SETTLE = """
            UPDATE agents_doubt
            SET choice = :choice, note = :note, settled_by = :by, settled_at = :at
            WHERE run_id = :run AND call_id = :call AND choice IS NULL
            """;

    private static final String SELECT = """
            SELECT run_id, call_id, seq, tool, since, choice, note, settled_by, settled_at
            FROM agents_doubt
            WHERE org_id = :org
            """;

    private final Transactions<Handle> transactions;

    SqlDoubts(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        switch (event.body()) {
            case RunEvent.ToolAnswered answer when Doubts.doubtful(answer) -> add(handle, event, answer);
            case RunEvent.Settled settled -> settle(handle, event, settled);
            default -> {
                // puts nothing in doubt
            }
        }
    }

    private static void add(Handle handle, Envelope event, RunEvent.ToolAnswered answer) {
        handle.createUpdate(ADD)
                .bind("run", answer.runId().value())
                .bind("call", answer.callId())
                .bind("org", event.org().value())
                .bind("seq", event.seq())
                .bind("tool", answer.tool().value())
                .bind("at", event.at().toEpochMilli())
                .execute();
    }

    private static void settle(Handle handle, Envelope event, RunEvent.Settled settled) {
        var rows = handle.createUpdate(SETTLE)
                .bind("choice", settled.choice())
                .bind("note", settled.note())
                .bind("by", event.actor())
                .bind("at", event.at().toEpochMilli())
                .bind("run", settled.runId().value())
                .bind("call", settled.callId())
                .execute();
        if (rows == 0) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "The call '%s' is not in doubt any more: somebody has settled it; load it again."
                            .formatted(settled.callId()));
        }
    }

    Optional<Doubt> find(OrgId org, RunId run, String callId) {
        return transactions.read(handle -> handle.createQuery(SELECT + " AND run_id = :run AND call_id = :call")
                .bind("org", org.value())
                .bind("run", run.value())
                .bind("call", callId)
                .map((row, _) -> read(row))
                .findOne());
    }

    List<Doubt> page(OrgId org, Optional<Boolean> open, long before, int limit) {
        var which = open.map(it -> it ? " AND choice IS NULL" : " AND choice IS NOT NULL")
                .orElse("");
        return transactions.read(
                handle -> handle.createQuery(SELECT + which + " AND seq < :before ORDER BY seq DESC LIMIT :limit")
                        .bind("org", org.value())
                        .bind("before", before)
                        .bind("limit", limit)
                        .map((row, _) -> read(row))
                        .list());
    }

    private static Doubt read(ResultSet row) throws SQLException {
        return new Doubt(
                new RunId(row.getString("run_id")),
                row.getString("call_id"),
                new ToolName(row.getString("tool")),
                "{}",
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("since")),
                settlement(row));
    }

    private static Doubt.@Nullable Settlement settlement(ResultSet row) throws SQLException {
        var choice = row.getString("choice");
        return choice == null
                ? null
                : new Doubt.Settlement(
                        Doubt.Choice.of(choice),
                        row.getString("note"),
                        row.getString("settled_by"),
                        Instant.ofEpochMilli(row.getLong("settled_at")));
    }
}
