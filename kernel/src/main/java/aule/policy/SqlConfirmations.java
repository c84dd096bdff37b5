package aule.policy;

import aule.journal.Projection;
import aule.kernel.AuleException;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ConfirmationId;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.ToolName;
import aule.kernel.Transactions;
import aule.schema.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Keeps the questions as the journal tells them; the first answer wins by its row count. */
final class SqlConfirmations implements Projection {

    private static final String INSERT = """
            INSERT INTO policy_confirmation
                (id, org_id, project_id, run_id, call_id, kind, tool, arguments, preview, rule, reason, options,
                 correlation, status, text, created_at)
            VALUES (:id, :org, :project, :run, :call, :kind, :tool, :arguments, :preview, :rule, :reason, :options,
                 :correlation, 'pending', '', :at)
            ON CONFLICT (run_id, call_id) DO NOTHING
            """;

    private static final String RESOLVE = """
            UPDATE policy_confirmation
            SET status = :status, resolved_arguments = :arguments, text = :text, resolved_by = :by, resolved_at = :at
            WHERE id = :id AND status = 'pending'
            """;

    private static final String COLUMNS = """
            SELECT id, org_id, project_id, run_id, call_id, kind, tool,
                COALESCE(resolved_arguments, arguments) AS arguments, preview, rule, reason, options, correlation,
                status, text, resolved_by, created_at, resolved_at
            FROM policy_confirmation
            """;

    private static final String FIND = COLUMNS + "WHERE org_id = :org AND id = :id";

    private static final String BY_ID = COLUMNS + "WHERE id = :id";

    private static final String FOR_CALL = COLUMNS + "WHERE run_id = :run AND call_id = :call";

    private static final String OPEN = COLUMNS + "WHERE org_id = :org AND run_id = :run AND status = 'pending'";

    private static final String PAGE = COLUMNS + """
            WHERE org_id = :org AND (:before = '' OR id < :before)
            ORDER BY id DESC
            LIMIT :limit
            """;

    private static final String PAGE_BY_STATUS = COLUMNS + """
            WHERE org_id = :org AND status = :status AND (:before = '' OR id < :before)
            ORDER BY id DESC
            LIMIT :limit
            """;

    private final Transactions<Handle> transactions;
    private final SqlGrants grants;

    SqlConfirmations(Transactions<Handle> transactions) {
        this.transactions = transactions;
        this.grants = new SqlGrants(transactions);
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof ConfirmationEvent change) {
            switch (change) {
                case ConfirmationEvent.Requested asked -> insert(handle, event, asked);
                case ConfirmationEvent.Resolved answer -> resolve(handle, event, answer);
            }
        }
    }

    private static void insert(Handle handle, Envelope event, ConfirmationEvent.Requested asked) {
        var rows = handle.createUpdate(INSERT)
                .bind("id", asked.confirmationId().value())
                .bind("org", event.org().value())
                .bind("project", value(event.project()))
                .bind("run", asked.runId().value())
                .bind("call", asked.callId())
                .bind("kind", asked.kind())
                .bind("tool", asked.tool().value())
                .bind("arguments", asked.arguments())
                .bind("preview", asked.preview())
                .bind("rule", asked.rule())
                .bind("reason", asked.reason())
                .bind("options", Json.wire().writeValueAsString(asked.options()))
                .bind("correlation", event.correlation())
                .bind("at", event.at().toEpochMilli())
                .execute();
        if (rows == 0) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "The call '%s' of %s was asked about already.".formatted(asked.callId(), asked.runId()));
        }
    }

    private void resolve(Handle handle, Envelope event, ConfirmationEvent.Resolved answer) {
        var status = Confirmation.Status.after(answer.decision());
        var rows = handle.createUpdate(RESOLVE)
                .bind("id", answer.confirmationId().value())
                .bind("status", status.wire())
                .bind("arguments", answer.arguments())
                .bind("text", answer.text())
                .bind("by", answer.by())
                .bind("at", event.at().toEpochMilli())
                .execute();
        if (rows == 0) {
            throw Confirmations.alreadyResolved(answer.confirmationId());
        }
        if (status == Confirmation.Status.APPROVED) {
            var approved = handle.createQuery(BY_ID)
                    .bind("id", answer.confirmationId().value())
                    .map((row, _) -> confirmation(row))
                    .one();
            grants.keep(handle, event, approved, answer);
        }
    }

    Optional<Confirmation> find(OrgId org, ConfirmationId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, _) -> confirmation(row))
                .findOne());
    }

    Optional<Confirmation> forCall(RunId run, String callId) {
        return transactions.read(handle -> handle.createQuery(FOR_CALL)
                .bind("run", run.value())
                .bind("call", callId)
                .map((row, _) -> confirmation(row))
                .findOne());
    }

    List<Confirmation> open(OrgId org, RunId run) {
        return transactions.read(handle -> handle.createQuery(OPEN)
                .bind("org", org.value())
                .bind("run", run.value())
                .map((row, _) -> confirmation(row))
                .list());
    }

    /** Returns at most {@code limit} questions, newest first; empty texts do not restrict. */
    List<Confirmation> page(OrgId org, String status, String before, int limit) {
        return transactions.read(handle -> {
            var query = handle.createQuery(status.isEmpty() ? PAGE : PAGE_BY_STATUS)
                    .bind("org", org.value())
                    .bind("before", before)
                    .bind("limit", limit);
            var narrowed = status.isEmpty() ? query : query.bind("status", status);
            return narrowed.map((row, _) -> confirmation(row)).list();
        });
    }

    boolean granted(OrgId org, ProjectId project, Confirmations.Question question) {
        return grants.cover(org, project, question);
    }

    private static Confirmation confirmation(ResultSet row) throws SQLException {
        var project = row.getString("project_id");
        var resolved = row.getObject("resolved_at") == null ? null : Instant.ofEpochMilli(row.getLong("resolved_at"));
        return new Confirmation(
                new ConfirmationId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                project == null ? null : new ProjectId(project),
                new RunId(row.getString("run_id")),
                row.getString("call_id"),
                Confirmation.Kind.of(row.getString("kind")),
                new ToolName(row.getString("tool")),
                row.getString("arguments"),
                row.getString("preview"),
                row.getString("rule"),
                row.getString("reason"),
                List.of(Json.wire().readValue(row.getString("options"), String[].class)),
                row.getString("correlation"),
                Confirmation.Status.of(row.getString("status")),
                row.getString("text"),
                row.getString("resolved_by"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                resolved);
    }

    private static @Nullable String value(@Nullable ProjectId project) {
        return project == null ? null : project.value();
    }
}
