package aule.budget;

import aule.journal.Projection;
import aule.kernel.BudgetEvent;
import aule.kernel.BudgetId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunBudget;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the budgets that were set, and which warnings were said about them. */
final class SqlCaps implements Projection {

    private static final String SET = """
            INSERT INTO budget_cap
                (id, org_id, scope, subject, period, max_cost_nanos, max_tokens, max_steps, max_wall_ms,
                 created_at, updated_at)
            VALUES (:id, :org, :scope, :subject, :period, :cost, :tokens, :steps, :wallMs, :at, :at)
            ON CONFLICT (id) DO UPDATE
            SET scope = excluded.scope, subject = excluded.subject, period = excluded.period,
                max_cost_nanos = excluded.max_cost_nanos, max_tokens = excluded.max_tokens,
                max_steps = excluded.max_steps, max_wall_ms = excluded.max_wall_ms, updated_at = excluded.updated_at
            WHERE budget_cap.org_id = excluded.org_id
            """;

    private static final String REMOVE = "DELETE FROM budget_cap WHERE id = :id AND org_id = :org";

    private static final String FORGET = "DELETE FROM budget_warning WHERE budget = :id";

    private static final String WARNED = """
            INSERT INTO budget_warning (budget, subject, period) VALUES (:budget, :subject, :period)
            ON CONFLICT (budget, subject, period) DO NOTHING
            """;

    private static final String KNOWN = """
            SELECT count(*) FROM budget_warning WHERE budget = :budget AND subject = :subject AND period = :period
            """;

    private static final String ALL = "SELECT * FROM budget_cap WHERE org_id = :org ORDER BY id";

    private static final String PAGE = """
            SELECT * FROM budget_cap WHERE org_id = :org AND id > :after ORDER BY id LIMIT :limit
            """;

    private static final String FIND = "SELECT * FROM budget_cap WHERE org_id = :org AND id = :id";

    private static final String COUNT = "SELECT count(*) FROM budget_cap WHERE org_id = :org";

    private final Transactions<Handle> transactions;

    SqlCaps(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        switch (event.body()) {
            case BudgetEvent.Set set -> set(handle, event, set);
            case BudgetEvent.Removed removed -> {
                handle.createUpdate(REMOVE)
                        .bind("id", removed.budgetId().value())
                        .bind("org", event.org().value())
                        .execute();
                forget(handle, removed.budgetId());
            }
            case BudgetEvent.Warned warned -> warn(handle, warned);
            default -> {
                // no budget changes
            }
        }
    }

    /** A budget that is set anew warns anew. */
    private static void set(Handle handle, Envelope event, BudgetEvent.Set set) {
        SqlPayers.limits(handle.createUpdate(SET), set.limits())
                .bind("id", set.budgetId().value())
                .bind("org", event.org().value())
                .bind("scope", set.scope())
                .bind("subject", set.subject())
                .bind("period", set.period())
                .bind("at", event.at().toEpochMilli())
                .execute();
        forget(handle, set.budgetId());
    }

    private static void forget(Handle handle, BudgetId id) {
        handle.createUpdate(FORGET).bind("id", id.value()).execute();
    }

    private static void warn(Handle handle, BudgetEvent.Warned warned) {
        var rows = handle.createUpdate(WARNED)
                .bind("budget", warned.budget())
                .bind("subject", warned.subject())
                .bind("period", warned.period())
                .execute();
        if (rows == 0) {
            throw Words.said(warned);
        }
    }

    boolean warned(Handle handle, Standing standing) {
        return handle.createQuery(KNOWN)
                        .bind("budget", standing.cap().id())
                        .bind("subject", standing.subject())
                        .bind("period", standing.period())
                        .mapTo(Long.class)
                        .one()
                > 0;
    }

    List<Cap> all(Handle handle, OrgId org) {
        return handle.createQuery(ALL)
                .bind("org", org.value())
                .map((row, _) -> cap(row))
                .list();
    }

    List<Cap> page(OrgId org, String after, int limit) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", org.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> cap(row))
                .list());
    }

    Optional<Cap> find(OrgId org, BudgetId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, _) -> cap(row))
                .findOne());
    }

    long count(OrgId org) {
        return transactions.read(handle -> count(handle, org));
    }

    private static long count(Handle handle, OrgId org) {
        return handle.createQuery(COUNT)
                .bind("org", org.value())
                .mapTo(Long.class)
                .one();
    }

    private static Cap cap(ResultSet row) throws SQLException {
        return new Cap(
                row.getString("id"),
                Cap.Scope.of(row.getString("scope")),
                row.getString("subject"),
                Cap.Period.of(row.getString("period")),
                Objects.requireNonNullElse(SqlPayers.limits(row), new RunBudget(null, null, null, null)),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
