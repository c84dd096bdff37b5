package aule.budget;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Projection;
import aule.kernel.BudgetEvent;
import aule.kernel.Envelope;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.TokenUsage;
import aule.kernel.Transactions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The ledger, kept from the journal: what each answer of a model used, and what is set aside for those that are awaited.
 * The answer frees what was set aside for it, and so does whatever makes sure that it will never come.
 */
final class SqlLedger implements Projection {

    private static final Filter PAST = Filter.ofTypes(Set.of(
            "run.started", "run.adjusted", "model.answered", "context.compacted", "model.used", "run.completed"));

    private static final int PAGE = 1_000;

    /** How long a question that is being stopped may need to say what it used. */
    private static final Duration LETTING_GO = Duration.ofMinutes(1);

    /** How something was saved. */
    static final String CACHE = "cache";

    static final String ROUTING = "routing";

    private static final String ENTRY = """
            INSERT INTO budget_entry
                (seq, org_id, run_id, root_id, owner_id, project_id, persona_id, kind, model, provider,
                 tokens_in, tokens_out, cached_tokens, reasoning_tokens, cost_nanos, ms, day, at,
                 response_id, saved_nanos, saved_by, estimated)
            VALUES (:seq, :org, :run, :root, :owner, :project, :persona, :kind, :model, :provider,
                 :tokensIn, :tokensOut, :cached, :reasoning, :cost, :ms, :day, :at, :response, :saved, :savedBy, :estimated)
            ON CONFLICT (seq) DO NOTHING
            """;

    private static final String DAY = """
            INSERT INTO budget_day (org_id, day, owner_id, project_id, persona_id, calls, tokens, cost_nanos, ms)
            VALUES (:org, :day, :owner, :project, :persona, 1, :tokens, :cost, :ms)
            ON CONFLICT (org_id, day, owner_id, project_id, persona_id) DO UPDATE
            SET calls = budget_day.calls + 1,
                tokens = budget_day.tokens + excluded.tokens,
                cost_nanos = budget_day.cost_nanos + excluded.cost_nanos,
                ms = budget_day.ms + excluded.ms
            """;

    private static final String FREE = "DELETE FROM budget_hold WHERE id = :id";

    private static final String LINGER = "UPDATE budget_hold SET until_at = :until WHERE id = :id AND until_at IS NULL";

    /** Not what the run's next worker has set aside since. */
    private static final String FREE_LINGERING = "DELETE FROM budget_hold WHERE id = :id AND until_at IS NOT NULL";

    private static final String FREE_ALL = "DELETE FROM budget_hold WHERE run_id = :run";

    private static final String FREE_OVER = "DELETE FROM budget_hold WHERE until_at <= :now";

    private static final String HOLD = """
            INSERT INTO budget_hold
                (id, run_id, org_id, owner_id, project_id, persona_id, tokens, cost_nanos, until_at)
            VALUES (:id, :run, :org, :owner, :project, :persona, :tokens, :cost, :until)
            """;

    private static final String ORIGIN = "SELECT count(*) FROM budget_origin";

    private static final String BEGUN = "INSERT INTO budget_origin (one) VALUES (1) ON CONFLICT (one) DO NOTHING";

    /** One answer of a model. */
    private record Answer(
            String kind,
            String model,
            TokenUsage usage,
            @Nullable Long costNanos,
            long ms,
            @Nullable String responseId,
            @Nullable Long savedNanos,
            @Nullable String savedBy,
            boolean estimated) {

        /** One by which nothing was saved. */
        Answer(String kind, String model, TokenUsage usage, @Nullable Long costNanos, long ms) {
            this(kind, model, usage, costNanos, ms, null, null, null, false);
        }

        static Answer of(BudgetEvent.Used it) {
            return new Answer(
                    it.errand().purpose(),
                    it.model(),
                    it.usage(),
                    it.costNanos(),
                    it.durationMs(),
                    null,
                    null,
                    null,
                    it.estimated());
        }

        static Answer of(RunEvent.ModelAnswered it) {
            var way = it.savedNanos() == null ? null : it.cached() ? CACHE : ROUTING;
            return new Answer(
                    "answer",
                    it.model(),
                    it.usage(),
                    it.costNanos(),
                    it.durationMs(),
                    it.responseId(),
                    it.savedNanos(),
                    way,
                    false);
        }
    }

    private final Transactions<Handle> transactions;
    private final SqlPayers payers;
    private final SqlStandings standings;

    SqlLedger(Transactions<Handle> transactions, SqlPayers payers, SqlStandings standings) {
        this.transactions = transactions;
        this.payers = payers;
        this.standings = standings;
    }

    /** Takes in what the journal held before there was a ledger; does nothing once that is done. */
    void begin(Journal journal) {
        if (transactions.read(
                        handle -> handle.createQuery(ORIGIN).mapTo(Long.class).one())
                > 0) {
            return;
        }
        for (var page = journal.since(0, PAST, PAGE); !page.isEmpty(); ) {
            var events = page;
            transactions.write(handle -> {
                events.forEach(event -> apply(handle, event));
                return events.size();
            });
            page = journal.since(events.getLast().seq(), PAST, PAGE);
        }
        transactions.write(handle -> handle.createUpdate(BEGUN).execute());
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        switch (event.body()) {
            case RunEvent.Started started -> payers.add(handle, event, started);
            case RunEvent.Adjusted change -> payers.adjust(handle, change);
            case RunEvent.ModelAnswered it -> stepped(handle, event, it.runId(), Answer.of(it));
            case RunEvent.Compacted it
            when it.model() != null ->
                stepped(handle, event, it.runId(), new Answer("summary", it.model(), it.usage(), it.costNanos(), 0));
            case RunEvent.Compacted it -> free(handle, it.runId().value());
            case RunEvent.Dispatched it -> freeAll(handle, it.runId());
            case RunEvent.Retrying it -> free(handle, it.runId().value());
            case RunEvent.Waiting it -> free(handle, it.runId().value());
            case RunEvent.Paused it -> linger(handle, event, it.runId());
            case RunEvent.Cancelled it -> linger(handle, event, it.runId());
            case RunEvent.Ended end -> {
                free(handle, end.runId().value());
                payers.ended(handle, end);
            }
            case BudgetEvent.Reserved hold -> reserve(handle, event, hold);
            case BudgetEvent.Released it -> released(handle, it);
            case BudgetEvent.Used it -> used(handle, event, it);
            default -> {
                // costs nothing
            }
        }
    }

    private void reserve(Handle handle, Envelope event, BudgetEvent.Reserved hold) {
        var payer = payer(handle, event, hold);
        free(handle, payer.hold());
        var wanted = new Wanted(hold.tokens(), hold.costNanos());
        standings
                .of(handle, payer, event.at())
                .forEach(it -> it.lack(wanted).ifPresent(lack -> {
                    throw Words.taken(lack);
                }));
        var errand = hold.errand();
        bind(handle, HOLD, payer)
                .bind("id", payer.hold())
                .bind("run", payer.run())
                .bind("tokens", hold.tokens())
                .bind("cost", wanted.cost())
                .bind("until", errand == null ? null : errand.until().toEpochMilli())
                .execute();
    }

    private Payer payer(Handle handle, Envelope event, BudgetEvent.Reserved hold) {
        var errand = hold.errand();
        if (errand == null) {
            return payers.of(handle, event, Objects.requireNonNull(hold.runId(), "a step is of a run"));
        }
        handle.createUpdate(FREE_OVER).bind("now", event.at().toEpochMilli()).execute();
        return payers.of(handle, event, hold.runId(), errand);
    }

    private static void released(Handle handle, BudgetEvent.Released it) {
        if (it.runId() != null && it.runId().value().equals(it.errandId())) {
            freeLingering(handle, it.errandId());
        } else {
            free(handle, it.errandId());
        }
    }

    private static void freeLingering(Handle handle, String name) {
        handle.createUpdate(FREE_LINGERING).bind("id", name).execute();
    }

    private static void free(Handle handle, String name) {
        handle.createUpdate(FREE).bind("id", name).execute();
    }

    /** A question that is being stopped may still say what it used; then, or soon, what was set aside for it is free. */
    private static void linger(Handle handle, Envelope event, RunId run) {
        handle.createUpdate(LINGER)
                .bind("id", run.value())
                .bind("until", event.at().plus(LETTING_GO).toEpochMilli())
                .execute();
    }

    /** Whoever takes a run up takes up nothing that was under way. */
    private static void freeAll(Handle handle, RunId run) {
        handle.createUpdate(FREE_ALL).bind("run", run.value()).execute();
    }

    private void stepped(Handle handle, Envelope event, RunId run, Answer answer) {
        free(handle, run.value());
        answered(handle, event, payers.of(handle, event, run), answer, answer.model());
    }

    private void used(Handle handle, Envelope event, BudgetEvent.Used it) {
        free(handle, it.errand().id());
        if (it.runId() != null && it.errand().purpose().equals(BudgetEvent.CUT_OFF)) {
            freeLingering(handle, it.runId().value());
        }
        var payer = payers.of(handle, event, it.runId(), it.errand());
        var answer = Answer.of(it);
        answered(handle, event, payer, answer, null);
    }

    /** @param thinking the model that the run thinks with; null if this was another question */
    private void answered(Handle handle, Envelope event, Payer payer, Answer answer, @Nullable String thinking) {
        var day = event.at().atZone(ZoneOffset.UTC).toLocalDate().toString();
        if (enter(handle, event, payer, day, answer) == 0) {
            return;
        }
        var usage = answer.usage();
        var used = new Used(1, usage.tokensIn() + usage.tokensOut(), known(answer.costNanos()), answer.ms());
        bind(handle, DAY, payer)
                .bind("day", day)
                .bind("tokens", used.tokens())
                .bind("cost", used.costNanos())
                .bind("ms", used.ms())
                .execute();
        payers.count(handle, payer.run(), thinking, used, answer.costNanos() == null);
    }

    private static int enter(Handle handle, Envelope event, Payer payer, String day, Answer answer) {
        var usage = answer.usage();
        return bind(handle, ENTRY, payer)
                .bind("seq", event.seq())
                .bind("run", payer.run())
                .bind("root", payer.root())
                .bind("kind", answer.kind())
                .bind("model", answer.model())
                .bind("provider", answer.model().replaceFirst("/.*", ""))
                .bind("tokensIn", usage.tokensIn())
                .bind("tokensOut", usage.tokensOut())
                .bind("cached", usage.cachedTokens())
                .bind("reasoning", usage.reasoningTokens())
                .bind("cost", answer.costNanos())
                .bind("ms", answer.ms())
                .bind("day", day)
                .bind("at", event.at().toEpochMilli())
                .bind("response", answer.responseId())
                .bind("saved", answer.savedNanos())
                .bind("savedBy", answer.savedBy())
                .bind("estimated", answer.estimated() ? 1 : 0)
                .execute();
    }

    private static Update bind(Handle handle, String sql, Payer payer) {
        return handle.createUpdate(sql)
                .bind("org", payer.org().value())
                .bind("owner", payer.owner())
                .bind("project", payer.project())
                .bind("persona", payer.persona());
    }

    private static long known(@Nullable Long cost) {
        return cost == null ? 0 : cost;
    }
}
