package aule.agents;

import aule.journal.Projection;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.ChildEvent;
import aule.kernel.ConfirmationEvent;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.NoteEvent;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps every run as the fold of its events has it. */
final class SqlRuns implements Projection {

    /** How much of a child its parent's stream tells; each level includes those before it. */
    enum Told {
        NOTHING(0),
        BEGUN(1),
        ENDED(2);

        private final int level;

        Told(int level) {
            this.level = level;
        }

        private static Told of(int level) {
            return switch (level) {
                case 0 -> NOTHING;
                case 1 -> BEGUN;
                default -> ENDED;
            };
        }
    }

    private static final String INSERT = """
            INSERT INTO agents_run
                (id, org_id, seq, goal, owner_id, project_id, persona_id, conversation_id, parent_id, wanted_model,
                 first_priority, priority, max_steps, max_wall_ms, max_tokens, max_output_bytes,
                 max_processes, max_disk_bytes,
                 budget_cost_nanos, budget_tokens, budget_steps, budget_wall_ms, term_model,
                 depth, parent_call_id, retry_of, fork_of, fork_at, tools, reports,
                 imported_run, imported_at, imported_archive, assignment,
                 status, model, step, open_calls, tool_calls, tokens_in, tokens_out, cached_tokens,
                 cost_nanos, unpriced, output_bytes, unread,
                 last_line, pending, waiting_reason, confirmation_id, due_at, waiting_detail, paused_by,
                 retry_code, retry_detail, retry_attempt, retry_restart, retry_call_id, retry_at, outcome, error_code,
                 created_at, started_at, ended_at, last_at, worked_ms, unsaid)
            VALUES
                (:id, :org, :seq, :goal, :owner, :project, :persona, :conversation, :parent, :wantedModel,
                 :firstPriority, :priority, :maxSteps, :maxWallMs, :maxTokens, :maxOutputBytes,
                 :maxProcesses, :maxDiskBytes,
                 :budgetCost, :budgetTokens, :budgetSteps, :budgetWallMs, :termModel,
                 :depth, :parentCall, :retryOf, :forkOf, :forkAt, :tools, :reports,
                 :importedRun, :importedAt, :importedArchive, :assignment,
                 :status, :model, :step, :openCalls, :toolCalls, :tokensIn, :tokensOut, :cachedTokens,
                 :costNanos, :unpriced, :outputBytes, :unread,
                 :lastLine, :pending, :waitingReason, :confirmation, :dueAt, :waitingDetail, :pausedBy,
                 :retryCode, :retryDetail, :retryAttempt, :retryRestart, :retryCall, :retryAt, :outcome, :errorCode,
                 :createdAt, :startedAt, :endedAt, :lastAt, :workedMs, 0)
            """;

    private static final String UPDATE = """
            UPDATE agents_run
            SET status = :status, model = :model, step = :step, open_calls = :openCalls, tool_calls = :toolCalls,
                tokens_in = :tokensIn, tokens_out = :tokensOut, cached_tokens = :cachedTokens,
                cost_nanos = :costNanos, unpriced = :unpriced,
                output_bytes = :outputBytes, unread = :unread, last_line = :lastLine,
                priority = :priority, max_steps = :maxSteps, max_wall_ms = :maxWallMs, max_tokens = :maxTokens,
                max_output_bytes = :maxOutputBytes, max_processes = :maxProcesses, max_disk_bytes = :maxDiskBytes,
                budget_cost_nanos = :budgetCost, budget_tokens = :budgetTokens, budget_steps = :budgetSteps,
                budget_wall_ms = :budgetWallMs, term_model = :termModel,
                pending = :pending, waiting_reason = :waitingReason, confirmation_id = :confirmation, due_at = :dueAt,
                waiting_detail = :waitingDetail, paused_by = :pausedBy,
                retry_code = :retryCode, retry_detail = :retryDetail, retry_attempt = :retryAttempt,
                retry_restart = :retryRestart, retry_call_id = :retryCall, retry_at = :retryAt,
                outcome = :outcome, error_code = :errorCode, started_at = :startedAt, ended_at = :endedAt,
                last_at = :lastAt, worked_ms = :workedMs,
                unsaid = CASE WHEN :ended = 1 AND conversation_id IS NOT NULL THEN 1 ELSE unsaid END,
                unreported = CASE WHEN :ended = 1 THEN reports ELSE unreported END
            WHERE id = :id
            """;

    private static final String SAID = "UPDATE agents_run SET unsaid = 0 WHERE id = :id";

    private static final String FIND = "SELECT * FROM agents_run WHERE id = :id";

    private static final String FIND_ALL = "SELECT * FROM agents_run WHERE id IN (<ids>)";

    private static final String OF_CONVERSATION = """
            SELECT * FROM agents_run
            WHERE conversation_id = :conversation AND org_id = :org
            ORDER BY seq DESC
            LIMIT :limit
            """;

    private static final String UNSAID = "SELECT * FROM agents_run WHERE unsaid = 1 ORDER BY seq";

    private static final String REPORTED = "UPDATE agents_run SET unreported = 0 WHERE id = :id AND unreported = 1";

    private static final String TELL = "UPDATE agents_run SET told = :told WHERE id = :id AND told < :told";

    private static final String TOLD = "SELECT told FROM agents_run WHERE id = :id";

    private static final String UNREPORTED = """
            SELECT child.* FROM agents_run child JOIN agents_run parent ON parent.id = child.parent_id
            WHERE parent.org_id = :org AND parent.status IN ('queued', 'running', 'waiting', 'paused', 'retrying')
                AND child.told < 2 AND child.status IN ('completed', 'failed', 'cancelled')
                AND child.imported_run IS NULL
            ORDER BY child.seq
            """;

    private static final String DUE = """
            SELECT * FROM agents_run
            WHERE org_id = :org
                AND (status IN ('queued', 'running', 'retrying')
                    OR status = 'waiting' AND (due_at IS NOT NULL OR waiting_reason = 'child'))
            ORDER BY seq
            """;

    private static final String WAITING =
            "SELECT * FROM agents_run WHERE status = 'waiting' AND waiting_reason = :reason ORDER BY seq";

    private final Transactions<Handle> transactions;

    SqlRuns(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        switch (event.body()) {
            case RunEvent.Started _ -> insert(handle, event);
            case NoteEvent _ -> {
                // changes nothing about the run
            }
            case RunEvent.Messaged message -> {
                reported(handle, message);
                update(handle, message.runId(), event);
            }
            case RunEvent change -> {
                told(handle, change);
                update(handle, change.runId(), event);
            }
            case ConfirmationEvent.Requested asked -> update(handle, asked.runId(), event);
            case ConfirmationEvent.Resolved answered -> update(handle, answered.runId(), event);
            case BudgetEvent.Used errand when errand.runId() != null -> update(handle, errand.runId(), event);
            case ConversationEvent.NewMessage message -> said(handle, message);
            default -> {
                // nothing about a run
            }
        }
    }

    private static void insert(Handle handle, Envelope event) {
        var run = RunState.begin(event);
        SqlRunRows.bindState(SqlRunRows.bindStart(handle.createUpdate(INSERT), run), run)
                .execute();
    }

    /** A stream that no run began, such as that of a call by hand, has no row. */
    private static void update(Handle handle, RunId id, Envelope event) {
        find(handle, id).ifPresent(before -> {
            var run = before.then(event.body(), event.at());
            SqlRunRows.bindState(handle.createUpdate(UPDATE), run)
                    .bind("ended", event.body() instanceof RunEvent.Ended ? 1 : 0)
                    .execute();
        });
    }

    /** The report of a child is written once, whichever kernel writes it. */
    private static void reported(Handle handle, RunEvent.Messaged message) {
        var child = Reports.child(message);
        if (child.isPresent()
                && handle.createUpdate(REPORTED).bind("id", child.get().value()).execute() == 0) {
            throw new AuleException(ErrorCode.CONFLICT, "The end of %s is reported already.".formatted(child.get()));
        }
    }

    /** What became of a child is written once into its parent's stream, whichever kernel writes it. */
    private static void told(Handle handle, RunEvent event) {
        switch (event) {
            case ChildEvent.Begun begun -> told(handle, begun.childId(), Told.BEGUN);
            case ChildEvent.Answered end -> told(handle, end.childId(), Told.ENDED);
            case ChildEvent.Failed end -> told(handle, end.childId(), Told.ENDED);
            default -> {
                // tells nothing of a child
            }
        }
    }

    private static void told(Handle handle, RunId child, Told what) {
        var news = handle.createUpdate(TELL)
                .bind("told", what.level)
                .bind("id", child.value())
                .execute();
        if (news == 0) {
            throw new AuleException(ErrorCode.CONFLICT, "What became of %s is told already.".formatted(child));
        }
    }

    private static void said(Handle handle, ConversationEvent.NewMessage message) {
        if (message.runId() != null && !message.role().equals("user")) {
            handle.createUpdate(SAID).bind("id", message.runId().value()).execute();
        }
    }

    private static Optional<RunState> find(Handle handle, RunId id) {
        return handle.createQuery(FIND)
                .bind("id", id.value())
                .map((row, _) -> SqlRunRows.read(row))
                .findOne();
    }

    Optional<RunState> find(RunId id) {
        return transactions.read(handle -> find(handle, id));
    }

    /** How much of a child its parent's stream tells. */
    Told told(RunId child) {
        return transactions.read(handle -> handle.createQuery(TOLD)
                .bind("id", child.value())
                .mapTo(Integer.class)
                .findOne()
                .map(Told::of)
                .orElse(Told.NOTHING));
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such run */
    RunState find(OrgId org, RunId id) {
        return find(id).filter(run -> run.org().equals(org)).orElseThrow(() -> AuleException.notFound("run", id));
    }

    /** Ended children whose living parents have not been told how they ended. */
    List<RunState> unreported(OrgId org) {
        return transactions.read(handle -> handle.createQuery(UNREPORTED)
                .bind("org", org.value())
                .map((row, _) -> SqlRunRows.read(row))
                .list());
    }

    /** Those of the runs that there are, in no order. */
    List<RunState> find(Collection<String> ids) {
        return ids.isEmpty()
                ? List.of()
                : transactions.read(handle -> handle.createQuery(FIND_ALL)
                        .bindList("ids", List.copyOf(ids))
                        .map((row, _) -> SqlRunRows.read(row))
                        .list());
    }

    /** Runs that should be queued or worked on, now or at a time, and those whose child may have ended unseen. */
    List<RunState> due(OrgId org) {
        return transactions.read(handle -> handle.createQuery(DUE)
                .bind("org", org.value())
                .map((row, _) -> SqlRunRows.read(row))
                .list());
    }

    /** Runs that wait for this. */
    List<RunState> waitingFor(String reason) {
        return transactions.read(handle -> handle.createQuery(WAITING)
                .bind("reason", reason)
                .map((row, _) -> SqlRunRows.read(row))
                .list());
    }

    /** Ended runs of conversations that have not been told how they ended. */
    List<RunState> unsaid() {
        return transactions.read(handle ->
                handle.createQuery(UNSAID).map((row, _) -> SqlRunRows.read(row)).list());
    }

    /** The newest runs of a conversation. */
    List<RunState> of(OrgId org, ConversationId conversation, int limit) {
        return transactions.read(handle -> handle.createQuery(OF_CONVERSATION)
                .bind("org", org.value())
                .bind("conversation", conversation.value())
                .bind("limit", limit)
                .map((row, _) -> SqlRunRows.read(row))
                .list());
    }
}
