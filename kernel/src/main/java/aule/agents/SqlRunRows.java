package aule.agents;

import aule.kernel.ConfirmationId;
import aule.kernel.ConversationId;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** A run as a row of {@code agents_run}, and back. */
final class SqlRunRows {

    private SqlRunRows() {}

    /** Binds what stays as it was when the run started. */
    static <T extends SqlStatement<T>> T bindStart(T statement, RunState run) {
        var started = run.started();
        return statement
                .bind("org", run.org().value())
                .bind("seq", run.seq())
                .bind("goal", started.goal())
                .bind("owner", started.owner().value())
                .bind("project", started.projectId().value())
                .bind("persona", started.personaId().value())
                .bind("conversation", text(started.conversationId()))
                .bind("parent", text(started.parentId()))
                .bind("wantedModel", started.model())
                .bind("priority", started.priority())
                .bind("maxSteps", started.limits().maxSteps())
                .bind("maxWallMs", started.limits().maxWallMs())
                .bind("createdAt", run.times().createdAt().toEpochMilli());
    }

    /** Binds what events change. */
    static <T extends SqlStatement<T>> T bindState(T statement, RunState run) {
        var waiting = run.waiting();
        return bindWork(statement, run.work())
                .bind("id", run.id().value())
                .bind("status", run.status().wire())
                .bind(
                        "pending",
                        run.pending().stream().map(ConfirmationId::value).collect(Collectors.joining(" ")))
                .bind("waitingReason", waiting == null ? null : waiting.reason())
                .bind("confirmation", waiting == null ? null : text(waiting.confirmationId()))
                .bind("outcome", outcome(run.ended()))
                .bind("errorCode", run.ended() instanceof RunEvent.Failed failed ? failed.code() : null)
                .bind("startedAt", millis(run.times().startedAt()))
                .bind("endedAt", millis(run.times().endedAt()))
                .bind("lastAt", run.times().lastAt().toEpochMilli())
                .bind("workedMs", run.times().workedMs());
    }

    private static <T extends SqlStatement<T>> T bindWork(T statement, Work work) {
        return statement
                .bind("model", work.model())
                .bind("step", work.step())
                .bind("openCalls", work.openCalls())
                .bind("toolCalls", work.toolCalls())
                .bind("tokensIn", work.tokensIn())
                .bind("tokensOut", work.tokensOut())
                .bind("cachedTokens", work.cachedTokens())
                .bind("lastLine", work.lastLine());
    }

    static RunState read(ResultSet row) throws SQLException {
        var started = started(row);
        var status = RunStatus.of(row.getString("status"));
        return new RunState(
                started,
                new OrgId(row.getString("org_id")),
                row.getLong("seq"),
                status,
                work(row),
                times(row),
                pending(row.getString("pending")),
                waiting(started.runId(), row),
                ended(started.runId(), status, row));
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
                row.getInt("priority"),
                new RunLimits(row.getInt("max_steps"), row.getLong("max_wall_ms")));
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

    private static Set<ConfirmationId> pending(String column) {
        return Stream.of(column.split(" "))
                .filter(it -> !it.isEmpty())
                .map(ConfirmationId::new)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static RunEvent.@Nullable Waiting waiting(RunId run, ResultSet row) throws SQLException {
        var reason = row.getString("waiting_reason");
        var question = row.getString("confirmation_id");
        return reason == null
                ? null
                : new RunEvent.Waiting(run, reason, question == null ? null : new ConfirmationId(question));
    }

    private static RunEvent.@Nullable Ended ended(RunId run, RunStatus status, ResultSet row) throws SQLException {
        return switch (status) {
            case COMPLETED -> new RunEvent.Completed(run, row.getString("outcome"));
            case FAILED -> new RunEvent.Failed(run, row.getString("error_code"), row.getString("outcome"));
            case CANCELLED -> new RunEvent.Cancelled(run, row.getString("outcome"));
            case QUEUED, RUNNING, WAITING, PAUSED, RETRYING -> null;
        };
    }

    private static @Nullable String outcome(RunEvent.@Nullable Ended ended) {
        return switch (ended) {
            case null -> null;
            case RunEvent.Completed end -> end.answer();
            case RunEvent.Failed end -> end.detail();
            case RunEvent.Cancelled end -> end.reason();
        };
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
