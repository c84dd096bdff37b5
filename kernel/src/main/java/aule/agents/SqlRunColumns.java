package aule.agents;

import aule.kernel.Assignment;
import aule.kernel.RunEvent;
import aule.schema.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A run as the columns of its row in {@code agents_run}; {@link SqlRunRows} is the way back. */
final class SqlRunColumns {

    private static final JsonMapper JSON = Json.wire();

    private SqlRunColumns() {}

    /** What stays as it was when the run started, by column. */
    static Map<String, @Nullable Object> start(RunState run) {
        var started = run.started();
        var lineage = started.lineage();
        var imported = lineage.importedFrom();
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put("id", run.id().value());
        columns.put("org_id", run.org().value());
        columns.put("seq", run.seq());
        columns.put("goal", started.goal());
        columns.put("owner_id", started.owner().value());
        columns.put("project_id", started.projectId().value());
        columns.put("persona_id", started.personaId().value());
        columns.put("conversation_id", text(started.conversationId()));
        columns.put("parent_id", text(started.parentId()));
        columns.put("wanted_model", started.model());
        columns.put("first_priority", started.priority());
        columns.put("depth", lineage.depth());
        columns.put("parent_call_id", lineage.callId());
        columns.put("retry_of", text(lineage.retryOf()));
        columns.put("fork_of", text(lineage.forkOf()));
        columns.put("fork_at", lineage.forkAt());
        columns.put("tools", words(lineage.tools()));
        columns.put("reports", lineage.reports() ? 1 : 0);
        columns.put("assignment", written(lineage.assignment()));
        columns.put("imported_run", imported == null ? null : imported.run().value());
        columns.put("imported_at", imported == null ? null : imported.at().toEpochMilli());
        columns.put(
                "imported_archive", imported == null ? null : imported.archive().hex());
        columns.put("created_at", run.times().createdAt().toEpochMilli());
        return columns;
    }

    /** What events change, by column. */
    static Map<String, @Nullable Object> state(RunState run) {
        var columns = new LinkedHashMap<String, @Nullable Object>();
        columns.put("status", run.status().wire());
        putWork(columns, run.work());
        putTerms(columns, run.terms());
        putHold(columns, run.hold());
        columns.put("pending", words(run.pending()));
        columns.put("outcome", outcome(run.ended()));
        columns.put("error_code", run.ended() instanceof RunEvent.Failed failed ? failed.code() : null);
        columns.put("started_at", millis(run.times().startedAt()));
        columns.put("ended_at", millis(run.times().endedAt()));
        columns.put("last_at", run.times().lastAt().toEpochMilli());
        columns.put("worked_ms", run.times().workedMs());
        return columns;
    }

    private static void putTerms(Map<String, @Nullable Object> columns, RunState.Terms terms) {
        var limits = terms.limits();
        var budget = limits.budget();
        columns.put("priority", terms.priority());
        columns.put("max_steps", limits.maxSteps());
        columns.put("max_wall_ms", limits.maxWallMs());
        columns.put("max_tokens", limits.maxTokens());
        columns.put("max_output_bytes", limits.maxOutputBytes());
        columns.put("max_processes", limits.maxProcesses());
        columns.put("max_disk_bytes", limits.maxDiskBytes());
        columns.put("term_model", terms.model());
        columns.put("budget_cost_nanos", budget == null ? null : budget.maxCostNanos());
        columns.put("budget_tokens", budget == null ? null : budget.maxTokens());
        columns.put("budget_steps", budget == null ? null : budget.maxSteps());
        columns.put("budget_wall_ms", budget == null ? null : budget.maxWallMs());
    }

    private static void putHold(Map<String, @Nullable Object> columns, RunState.Hold hold) {
        var waiting = hold.waiting();
        var retrying = hold.retrying();
        columns.put("waiting_reason", waiting == null ? null : waiting.reason());
        columns.put("confirmation_id", waiting == null ? null : text(waiting.confirmationId()));
        columns.put("due_at", waiting == null ? null : millis(waiting.dueAt()));
        columns.put("waiting_detail", waiting == null ? null : waiting.detail());
        columns.put("paused_by", text(hold.pausedBy()));
        columns.put("retry_code", retrying == null ? null : retrying.code());
        columns.put("retry_detail", retrying == null ? null : retrying.detail());
        columns.put("retry_attempt", retrying == null ? 0 : retrying.attempt());
        columns.put("retry_restart", retrying == null ? null : retrying.restart());
        columns.put("retry_call_id", retrying == null ? null : retrying.callId());
        columns.put("retry_at", retrying == null ? null : millis(retrying.dueAt()));
    }

    private static void putWork(Map<String, @Nullable Object> columns, Work work) {
        columns.put("model", work.model());
        columns.put("step", work.step());
        columns.put("open_calls", work.openCalls());
        columns.put("tool_calls", work.toolCalls());
        columns.put("tokens_in", work.tokensIn());
        columns.put("tokens_out", work.tokensOut());
        columns.put("cached_tokens", work.cachedTokens());
        columns.put("cost_nanos", work.costNanos());
        columns.put("unpriced", work.unpriced());
        columns.put("output_bytes", work.outputBytes());
        columns.put("unread", work.unread());
        columns.put("last_line", work.lastLine());
    }

    private static String words(Set<?> ids) {
        return ids.stream().map(Object::toString).sorted().collect(Collectors.joining(" "));
    }

    private static @Nullable String outcome(RunEvent.@Nullable Ended ended) {
        return switch (ended) {
            case null -> null;
            case RunEvent.Completed end -> end.answer();
            case RunEvent.Failed end -> end.detail();
            case RunEvent.Cancelled end -> end.reason();
        };
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable String written(@Nullable Assignment task) {
        return task == null ? null : JSON.writeValueAsString(task);
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
