package aule.budget;

import aule.kernel.Account;
import aule.kernel.Envelope;
import aule.kernel.Errand;
import aule.kernel.Id;
import aule.kernel.OrgId;
import aule.kernel.RunBudget;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/** On whose account questions go, and what each run used together with all that it started. */
final class SqlPayers {

    private static final String ADD = """
            INSERT INTO budget_run
                (run_id, org_id, owner_id, project_id, persona_id, parent_id, root_id, completed,
                 max_cost_nanos, max_tokens, max_steps, max_wall_ms, calls, tokens, cost_nanos, unpriced, ms, started_at)
            VALUES (:run, :org, :owner, :project, :persona, :parent,
                 COALESCE((SELECT root_id FROM budget_run WHERE run_id = :parent), :run), 0,
                 :cost, :tokens, :steps, :wallMs, 0, 0, 0, 0, 0, :at)
            ON CONFLICT (run_id) DO NOTHING
            """;

    private static final String ADJUST = """
            UPDATE budget_run
            SET max_cost_nanos = :cost, max_tokens = :tokens, max_steps = :steps, max_wall_ms = :wallMs
            WHERE run_id = :run
            """;

    private static final String COMPLETED = "UPDATE budget_run SET completed = 1 WHERE run_id = :run";

    /** A run and all above it. No run may delegate deeper than that. */
    private static final String ABOVE = """
            WITH RECURSIVE above (id, level) AS (
                SELECT run_id, 0 FROM budget_run WHERE run_id = :run
                UNION ALL
                SELECT budget_run.parent_id, above.level + 1
                FROM budget_run JOIN above ON above.id = budget_run.run_id
                WHERE budget_run.parent_id IS NOT NULL AND above.level < 64
            )
            """;

    private static final String COUNT = ABOVE + """
            UPDATE budget_run
            SET calls = calls + 1, tokens = tokens + :tokens, cost_nanos = cost_nanos + :cost,
                unpriced = unpriced + :unpriced, ms = ms + :ms,
                model = CASE WHEN run_id = :run THEN COALESCE(:model, model) ELSE model END
            WHERE run_id IN (SELECT id FROM above)
            """;

    private static final String FIND = "SELECT * FROM budget_run WHERE run_id = :run";

    private static final String LINE = ABOVE + """
            SELECT budget_run.* FROM above JOIN budget_run ON budget_run.run_id = above.id ORDER BY above.level
            """;

    private static final String BOUND = ABOVE + """
            SELECT (SELECT count(*) FROM budget_cap WHERE org_id = :org) + count(*)
            FROM above JOIN budget_run ON budget_run.run_id = above.id
            WHERE max_cost_nanos IS NOT NULL OR max_tokens IS NOT NULL OR max_steps IS NOT NULL
                OR max_wall_ms IS NOT NULL
            """;

    private static final String HELD = """
            WITH RECURSIVE below (id) AS (
                SELECT run_id FROM budget_run WHERE run_id = :root
                UNION ALL
                SELECT budget_run.run_id FROM budget_run JOIN below ON budget_run.parent_id = below.id
            )
            SELECT count(*) AS calls, COALESCE(SUM(tokens), 0) AS tokens, COALESCE(SUM(cost_nanos), 0) AS cost_nanos
            FROM budget_hold JOIN below ON below.id = budget_hold.run_id
            WHERE budget_hold.id <> :except AND (until_at IS NULL OR until_at > :now)
            """;

    /**
     * A run that pays, and what was used in it and below it.
     *
     * @param budget null if it has none of its own
     */
    record Tally(Payer payer, @Nullable RunBudget budget, Used used, Instant startedAt) {}

    void add(Handle handle, Envelope event, RunEvent.Started started) {
        var parent = started.parentId();
        limits(handle.createUpdate(ADD), started.limits().budget())
                .bind("run", started.runId().value())
                .bind("org", event.org().value())
                .bind("owner", started.owner().value())
                .bind("project", started.projectId().value())
                .bind("persona", started.personaId().value())
                .bind("parent", parent == null ? null : parent.value())
                .bind("at", event.at().toEpochMilli())
                .execute();
    }

    void adjust(Handle handle, RunEvent.Adjusted change) {
        limits(handle.createUpdate(ADJUST), change.limits().budget())
                .bind("run", change.runId().value())
                .execute();
    }

    void ended(Handle handle, RunEvent.Ended end) {
        if (end instanceof RunEvent.Completed) {
            handle.createUpdate(COMPLETED).bind("run", end.runId().value()).execute();
        }
    }

    /**
     * Counts for the run and for all above it.
     *
     * @param model what the run thinks with; null if it was another question
     */
    void count(Handle handle, String run, @Nullable String model, Used used, boolean unpriced) {
        handle.createUpdate(COUNT)
                .bind("run", run)
                .bind("tokens", used.tokens())
                .bind("cost", used.costNanos())
                .bind("unpriced", unpriced ? 1 : 0)
                .bind("ms", used.ms())
                .bind("model", model)
                .execute();
    }

    /** Whoever pays for a step of a run; nobody by name for a stream that no run began. */
    Payer of(Handle handle, Envelope event, RunId run) {
        return find(handle, run.value())
                .map(Tally::payer)
                .orElseGet(() ->
                        new Payer(event.org(), run.value(), run.value(), run.value(), "", name(event.project()), ""));
    }

    /** Whoever pays for an errand: the run that has it done, or else its owner. */
    Payer of(Handle handle, Envelope event, @Nullable RunId run, Errand errand) {
        return run == null
                ? new Payer(
                        event.org(),
                        errand.id(),
                        "",
                        "",
                        errand.owner().value(),
                        name(event.project()),
                        name(errand.personaId()))
                : of(handle, event, run).holding(errand.id());
    }

    /**
     * Whoever pays for a question; empty for a run of which nothing is known.
     *
     * @param errand under which something is set aside for it; null for the next step of a run
     */
    Optional<Payer> of(Handle handle, Account account, @Nullable String errand) {
        var run = account.run();
        var payer = run == null
                ? Optional.of(new Payer(
                        account.org(),
                        "",
                        "",
                        "",
                        account.owner().value(),
                        name(account.project()),
                        name(account.persona())))
                : find(handle, run.value()).map(Tally::payer);
        return errand == null ? payer : payer.map(it -> it.holding(errand));
    }

    private static String name(@Nullable Id id) {
        return id == null ? "" : id.value();
    }

    private Optional<Tally> find(Handle handle, String run) {
        return handle.createQuery(FIND)
                .bind("run", run)
                .map((row, _) -> tally(row))
                .findOne();
    }

    /** The run and all above it, the nearest first. */
    List<Tally> line(Handle handle, String run) {
        return handle.createQuery(LINE)
                .bind("run", run)
                .map((row, _) -> tally(row))
                .list();
    }

    /** Whether there is any budget, or the run or one above it has one of its own. */
    boolean bound(Handle handle, Account account) {
        return handle.createQuery(BOUND)
                        .bind("org", account.org().value())
                        .bind("run", name(account.run()))
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    /** What is set aside for a run and all below it, but not under one name. */
    Used held(Handle handle, String root, String except, Instant now) {
        return handle.createQuery(HELD)
                .bind("root", root)
                .bind("except", except)
                .bind("now", now.toEpochMilli())
                .map((row, _) -> held(row))
                .one();
    }

    static Used held(ResultSet row) throws SQLException {
        return new Used(row.getLong("calls"), row.getLong("tokens"), row.getLong("cost_nanos"), 0);
    }

    static Used used(ResultSet row) throws SQLException {
        return new Used(row.getLong("calls"), row.getLong("tokens"), row.getLong("cost_nanos"), row.getLong("ms"));
    }

    private static Tally tally(ResultSet row) throws SQLException {
        var run = row.getString("run_id");
        var payer = new Payer(
                new OrgId(row.getString("org_id")),
                run,
                run,
                row.getString("root_id"),
                row.getString("owner_id"),
                row.getString("project_id"),
                row.getString("persona_id"));
        return new Tally(payer, limits(row), used(row), Instant.ofEpochMilli(row.getLong("started_at")));
    }

    static <T extends SqlStatement<T>> T limits(T statement, @Nullable RunBudget budget) {
        return statement
                .bind("cost", budget == null ? null : budget.maxCostNanos())
                .bind("tokens", budget == null ? null : budget.maxTokens())
                .bind("steps", budget == null ? null : budget.maxSteps())
                .bind("wallMs", budget == null ? null : budget.maxWallMs());
    }

    static @Nullable RunBudget limits(ResultSet row) throws SQLException {
        var budget = new RunBudget(
                amount(row, "max_cost_nanos"),
                amount(row, "max_tokens"),
                amount(row, "max_steps"),
                amount(row, "max_wall_ms"));
        return budget.isEmpty() ? null : budget;
    }

    private static @Nullable Long amount(ResultSet row, String column) throws SQLException {
        var amount = row.getLong(column);
        return row.wasNull() ? null : amount;
    }
}
