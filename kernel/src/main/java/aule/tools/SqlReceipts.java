package aule.tools;

import aule.journal.Projection;
import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.OrgId;
import aule.kernel.ReceiptId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.kernel.Transactions;
import aule.schema.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps the receipts as the journal tells them. A second call under the same id of a run is refused here, by the key. */
final class SqlReceipts implements Projection {

    private static final String CALLED = """
            INSERT INTO tools_receipt
                (run_id, call_id, org_id, tool, effect, arguments_sha256, decision, rule, isolation,
                checkpoint_id, started_at)
            VALUES (:run, :call, :org, :tool, :effect, :arguments, :decision, :rule, :isolation, :checkpoint, :at)
            ON CONFLICT (run_id, call_id) DO NOTHING
            """;

    private static final String ANSWERED = """
            UPDATE tools_receipt
            SET id = :id, result_sha256 = :result, ok = :ok, exit_code = :exit, changes = :changes,
                duration_ms = :duration, cached_from = :cached
            WHERE run_id = :run AND call_id = :call AND id IS NULL
            """;

    private static final String FIND = """
            SELECT run_id, call_id, org_id, id, tool, effect, arguments_sha256, result_sha256, decision, rule,
                isolation, checkpoint_id, ok, exit_code, changes, started_at, duration_ms, cached_from
            FROM tools_receipt
            WHERE org_id = :org AND id = :id
            """;

    private final Transactions<Handle> transactions;
    private final Function<RunEvent.ToolCalled, String> isolation;

    SqlReceipts(Transactions<Handle> transactions, Function<RunEvent.ToolCalled, String> isolation) {
        this.transactions = transactions;
        this.isolation = isolation;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof RunEvent.ToolCalled called) {
            called(handle, event, called);
        } else if (event.body() instanceof RunEvent.ToolAnswered answered && answered.receiptId() != null) {
            answered(handle, answered, answered.receiptId());
        }
    }

    private void called(Handle handle, Envelope event, RunEvent.ToolCalled called) {
        var colon = called.decision().indexOf(':');
        var rows = handle.createUpdate(CALLED)
                .bind("run", called.runId().value())
                .bind("call", called.callId())
                .bind("org", event.org().value())
                .bind("tool", called.tool().value())
                .bind("effect", called.effect())
                .bind("arguments", sha256(called.arguments()))
                .bind(
                        "decision",
                        colon < 0 ? called.decision() : called.decision().substring(0, colon))
                .bind("rule", called.decision().substring(colon + 1))
                .bind("isolation", isolation.apply(called))
                .bind(
                        "checkpoint",
                        Optional.ofNullable(called.checkpointId())
                                .map(CheckpointId::value)
                                .orElse(null))
                .bind("at", event.at().toEpochMilli())
                .execute();
        if (rows == 0) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "The call '%s' of %s was executed already; a call happens once."
                            .formatted(called.callId(), called.runId()));
        }
    }

    private static void answered(Handle handle, RunEvent.ToolAnswered answered, ReceiptId id) {
        var rows = handle.createUpdate(ANSWERED)
                .bind("run", answered.runId().value())
                .bind("call", answered.callId())
                .bind("id", id.value())
                .bind("result", sha256(answered.output()))
                .bind("ok", answered.ok() ? 1 : 0)
                .bind("exit", answered.exitCode())
                .bind("changes", Json.wire().writeValueAsString(answered.changes()))
                .bind("duration", answered.durationMs())
                .bind(
                        "cached",
                        answered.cachedFrom() == null
                                ? null
                                : answered.cachedFrom().value())
                .execute();
        if (rows == 0) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "The call '%s' of %s was answered already.".formatted(answered.callId(), answered.runId()));
        }
    }

    Optional<Receipt> find(OrgId org, ReceiptId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, _) -> receipt(row))
                .findOne());
    }

    private static Receipt receipt(ResultSet row) throws SQLException {
        return new Receipt(
                new ReceiptId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new RunId(row.getString("run_id")),
                row.getString("call_id"),
                new ToolName(row.getString("tool")),
                row.getString("effect"),
                row.getString("arguments_sha256"),
                row.getString("result_sha256"),
                row.getString("decision"),
                row.getString("rule"),
                row.getInt("ok") == 1,
                exitCode(row),
                List.of(Json.wire().readValue(row.getString("changes"), FileChange[].class)),
                Instant.ofEpochMilli(row.getLong("started_at")),
                row.getLong("duration_ms"),
                row.getString("isolation"),
                row.getString("cached_from") != null,
                cachedFrom(row),
                Optional.ofNullable(row.getString("checkpoint_id"))
                        .map(CheckpointId::new)
                        .orElse(null));
    }

    private static @Nullable ReceiptId cachedFrom(ResultSet row) throws SQLException {
        var id = row.getString("cached_from");
        return id == null ? null : new ReceiptId(id);
    }

    private static @Nullable Integer exitCode(ResultSet row) throws SQLException {
        var code = row.getInt("exit_code");
        return row.wasNull() ? null : code;
    }

    static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256.", e);
        }
    }
}
