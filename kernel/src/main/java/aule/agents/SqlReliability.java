package aule.agents;

import aule.agents.Reliability.Source;
import aule.journal.Projection;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts for each model what became of the calls that it asked for. */
final class SqlReliability implements Projection {

    private static final String TARGET = """
            INSERT INTO agents_reliability
                (org_id, model, source, calls, repaired, refused, unknown, succeeded, failed, unclear)
            """;

    private static final String COUNTS =
            ":source, :calls, :repaired, :refused, :unknown, :succeeded, :failed, :unclear";

    private static final String ADDED = """

            ON CONFLICT (org_id, source, model) DO UPDATE
            SET calls = agents_reliability.calls + excluded.calls,
                repaired = agents_reliability.repaired + excluded.repaired,
                refused = agents_reliability.refused + excluded.refused,
                unknown = agents_reliability.unknown + excluded.unknown,
                succeeded = agents_reliability.succeeded + excluded.succeeded,
                failed = agents_reliability.failed + excluded.failed,
                unclear = agents_reliability.unclear + excluded.unclear
            """;

    /** The model that a run thinks with; a call by hand has none. */
    private static final String COUNT_OF_RUN = TARGET + "SELECT org_id, model, " + COUNTS
            + " FROM agents_run WHERE id = :run AND model IS NOT NULL" + ADDED;

    private static final String COUNT = TARGET + "VALUES (:org, :model, " + COUNTS + ")" + ADDED;

    private static final String PAGE = """
            SELECT * FROM agents_reliability
            WHERE org_id = :org AND source = :source AND model > :after
            ORDER BY model
            LIMIT :limit
            """;

    private final Transactions<Handle> transactions;

    /** The last answer without a call; whether it was the final one stands behind it in the same transaction. */
    private @Nullable Envelope silent;

    SqlReliability(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        switch (event.body()) {
            case RunEvent.ModelAnswered answer
            when answer.toolCalls().isEmpty() -> {
                add(handle, event.org(), Source.RUN, Reliability.ofUnclear(answer.model(), 1));
                silent = event;
            }
            case RunEvent.ToolCalled call
            when !call.note().isEmpty() -> add(handle, call.runId(), Reliability.ofRepaired());
            case RunEvent.ToolAnswered answer -> add(handle, answer.runId(), counted(answer));
            case RunEvent.Completed _, RunEvent.AnswerRefused _ -> understood(handle, event);
            case RunEvent.Failed end when end.code().equals(ErrorCode.TOOL_FAILED.wire()) -> understood(handle, event);
            default -> {
                // says nothing of how a model handles tools
            }
        }
    }

    /** What was taken for an answer that nobody understood was the final one. */
    private void understood(Handle handle, Envelope event) {
        var last = silent;
        if (last != null
                && last.stream().equals(event.stream())
                && last.position() + 1 == event.position()
                && last.body() instanceof RunEvent.ModelAnswered answer) {
            add(handle, event.org(), Source.RUN, Reliability.ofUnclear(answer.model(), -1));
        }
    }

    private static Reliability counted(RunEvent.ToolAnswered answer) {
        var executed = answer.receiptId() != null;
        var code = executed ? "" : answer.error();
        var unknown = code.equals(ErrorCode.NOT_FOUND.wire()) || code.equals(ErrorCode.TOOL_NOT_ALLOWED.wire());
        return new Reliability(
                "",
                1,
                0,
                code.equals(ErrorCode.INVALID.wire()) ? 1 : 0,
                unknown ? 1 : 0,
                executed && answer.ok() ? 1 : 0,
                executed && !answer.ok() ? 1 : 0,
                0);
    }

    private static void add(Handle handle, RunId run, Reliability more) {
        handle.createUpdate(COUNT_OF_RUN)
                .bind("run", run.value())
                .bindMap(counts(Source.RUN, more))
                .execute();
    }

    private static void add(Handle handle, OrgId org, Source source, Reliability more) {
        handle.createUpdate(COUNT)
                .bind("org", org.value())
                .bind("model", more.model())
                .bindMap(counts(source, more))
                .execute();
    }

    private static Map<String, Object> counts(Source source, Reliability more) {
        return Map.of(
                "source", name(source),
                "calls", more.calls(),
                "repaired", more.repaired(),
                "refused", more.refused(),
                "unknown", more.unknown(),
                "succeeded", more.succeeded(),
                "failed", more.failed(),
                "unclear", more.unclear());
    }

    /** Counts what is no run's. */
    void count(OrgId org, Source source, Reliability more) {
        transactions.write(handle -> {
            add(handle, org, source, more);
            return more;
        });
    }

    /** The models behind this one by name. */
    List<Reliability> page(OrgId org, Source source, String after, int limit) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", org.value())
                .bind("source", name(source))
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> reliability(row))
                .list());
    }

    private static String name(Source source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    private static Reliability reliability(ResultSet row) throws SQLException {
        return new Reliability(
                row.getString("model"),
                row.getLong("calls"),
                row.getLong("repaired"),
                row.getLong("refused"),
                row.getLong("unknown"),
                row.getLong("succeeded"),
                row.getLong("failed"),
                row.getLong("unclear"));
    }
}
