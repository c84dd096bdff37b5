package aule.agents;

import aule.kernel.Assignment;
import aule.kernel.ConfirmationId;
import aule.kernel.ConversationId;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunBudget;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunImport;
import aule.kernel.RunLimits;
import aule.kernel.Sha256;
import aule.kernel.ToolName;
import aule.kernel.UserId;
import aule.schema.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A row of {@code agents_run} as a run; {@link SqlRunColumns} is the way back. */
final class SqlRunRows {

    private static final JsonMapper JSON = Json.wire();

    private SqlRunRows() {}

    static RunState read(ResultSet row) throws SQLException {
        var started = started(row);
        var status = RunStatus.of(row.getString("status"));
        return new RunState(
                started,
                new OrgId(row.getString("org_id")),
                row.getLong("seq"),
                status,
                new RunState.Terms(row.getInt("priority"), limits(row), row.getString("term_model")),
                work(row),
                times(row),
                ids(row.getString("pending"), ConfirmationId::new),
                hold(started.runId(), row),
                ended(started.runId(), status, row));
    }

    private static RunState.Hold hold(RunId run, ResultSet row) throws SQLException {
        var pausedBy = row.getString("paused_by");
        return new RunState.Hold(waiting(run, row), retrying(run, row), pausedBy == null ? null : new RunId(pausedBy));
    }

    private static RunEvent.Started started(ResultSet row) throws SQLException {
        var conversation = row.getString("conversation_id");
        var parent = row.getString("parent_id");
        return new RunEvent.Started(
                new RunId(row.getString("id")),
                row.getString("goal"),
                new UserId(row.getString("owner_id")),
                new ProjectId(row.getString("project_id")),
                new PersonaId(row.getString("persona_id")),
                conversation == null ? null : new ConversationId(conversation),
                parent == null ? null : new RunId(parent),
                row.getString("wanted_model"),
                row.getInt("first_priority"),
                limits(row),
                lineage(row));
    }

    private static RunLimits limits(ResultSet row) throws SQLException {
        return new RunLimits(
                row.getInt("max_steps"),
                row.getLong("max_wall_ms"),
                row.getLong("max_tokens"),
                row.getLong("max_output_bytes"),
                row.getInt("max_processes"),
                row.getLong("max_disk_bytes"),
                budget(row));
    }

    private static @Nullable RunBudget budget(ResultSet row) throws SQLException {
        var cost = amount(row, "budget_cost_nanos");
        var tokens = amount(row, "budget_tokens");
        var steps = amount(row, "budget_steps");
        var wallMs = amount(row, "budget_wall_ms");
        var none = cost == null && tokens == null && steps == null && wallMs == null;
        return none ? null : new RunBudget(cost, tokens, steps, wallMs);
    }

    private static @Nullable Long amount(ResultSet row, String column) throws SQLException {
        var amount = row.getLong(column);
        return row.wasNull() ? null : amount;
    }

    private static Lineage lineage(ResultSet row) throws SQLException {
        var retryOf = row.getString("retry_of");
        var forkOf = row.getString("fork_of");
        var forkAt = row.getLong("fork_at");
        return new Lineage(
                row.getInt("depth"),
                row.getString("parent_call_id"),
                retryOf == null ? null : new RunId(retryOf),
                forkOf == null ? null : new RunId(forkOf),
                forkOf == null ? null : forkAt,
                ids(row.getString("tools"), ToolName::new),
                row.getInt("reports") == 1,
                imported(row),
                assignment(row));
    }

    private static @Nullable Assignment assignment(ResultSet row) throws SQLException {
        var text = row.getString("assignment");
        return text == null ? null : JSON.readValue(text, Assignment.class);
    }

    private static @Nullable RunImport imported(ResultSet row) throws SQLException {
        var run = row.getString("imported_run");
        return run == null
                ? null
                : new RunImport(
                        new RunId(run),
                        Instant.ofEpochMilli(row.getLong("imported_at")),
                        new Sha256(row.getString("imported_archive")));
    }

    private static Work work(ResultSet row) throws SQLException {
        return new Work(
                row.getString("model"),
                row.getInt("step"),
                row.getInt("open_calls"),
                row.getInt("tool_calls"),
                row.getLong("tokens_in"),
                row.getLong("tokens_out"),
                row.getLong("cached_tokens"),
                row.getLong("cost_nanos"),
                row.getInt("unpriced"),
                row.getLong("output_bytes"),
                row.getInt("unread"),
                row.getString("last_line"));
    }

    private static RunState.Times times(ResultSet row) throws SQLException {
        return new RunState.Times(
                Instant.ofEpochMilli(row.getLong("created_at")),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                Instant.ofEpochMilli(row.getLong("last_at")),
                row.getLong("worked_ms"));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        var number = row.getInt(column);
        return row.wasNull() ? null : number;
    }

    private static <T> Set<T> ids(String column, Function<String, T> read) {
        return Stream.of(column.split(" "))
                .filter(it -> !it.isEmpty())
                .map(read)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static RunEvent.@Nullable Waiting waiting(RunId run, ResultSet row) throws SQLException {
        var reason = row.getString("waiting_reason");
        var question = row.getString("confirmation_id");
        return reason == null
                ? null
                : new RunEvent.Waiting(
                        run,
                        reason,
                        question == null ? null : new ConfirmationId(question),
                        instant(row, "due_at"),
                        row.getString("waiting_detail"));
    }

    private static RunEvent.@Nullable Retrying retrying(RunId run, ResultSet row) throws SQLException {
        var at = instant(row, "retry_at");
        return at == null
                ? null
                : new RunEvent.Retrying(
                        run,
                        row.getString("retry_code"),
                        row.getString("retry_detail"),
                        row.getInt("retry_attempt"),
                        at,
                        row.getString("retry_call_id"),
                        number(row, "retry_restart"));
    }

    private static RunEvent.@Nullable Ended ended(RunId run, RunStatus status, ResultSet row) throws SQLException {
        return switch (status) {
            case COMPLETED -> new RunEvent.Completed(run, row.getString("outcome"));
            case FAILED -> new RunEvent.Failed(run, row.getString("error_code"), row.getString("outcome"));
            case CANCELLED -> new RunEvent.Cancelled(run, row.getString("outcome"));
            case QUEUED, RUNNING, WAITING, PAUSED, RETRYING -> null;
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }
}
