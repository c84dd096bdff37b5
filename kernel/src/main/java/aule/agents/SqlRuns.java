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
        apply(handle, List.of(event));
    }

    @Override
    public void apply(Handle handle, List<Envelope> events) {
        var changes = new SqlRunChanges(handle);
        events.forEach(event -> apply(handle, changes, event));
        changes.write();
    }

    private static void apply(Handle handle, SqlRunChanges changes, Envelope event) {
        switch (event.body()) {
            case RunEvent.Started _ -> changes.begin(event);
            case NoteEvent _ -> {
                // changes nothing about the run
            }
            case RunEvent.Messaged message -> {
                reported(handle, message);
                changes.add(message.runId(), event);
            }
            case RunEvent change -> {
                told(handle, change);
                changes.add(change.runId(), event);
            }
            case ConfirmationEvent.Requested asked -> changes.add(asked.runId(), event);
            case ConfirmationEvent.Resolved answered -> changes.add(answered.runId(), event);
            case BudgetEvent.Used errand when errand.runId() != null -> changes.add(errand.runId(), event);
            case ConversationEvent.NewMessage message -> said(handle, message);
            default -> {
                // nothing about a run
            }
        }
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

    static Optional<RunState> find(Handle handle, RunId id) {
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
