package aule.budget;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.BudgetId;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.RunBudget;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The budgets that people set. */
public final class Budgets {

    /** How many an organisation may have: each is looked at before each question. */
    private static final int MOST = 200;

    /**
     * A budget that somebody wants.
     *
     * @param subject null for each one of the scope by itself
     */
    record Wish(Cap.Scope scope, @Nullable String subject, Cap.Period period, RunBudget limits) {

        Wish {
            require(
                    scope != Cap.Scope.RUN,
                    "A run's own budget is given when it is started, or by PATCH /v1/runs/{id}.");
            require(scope != Cap.Scope.ORG || subject == null, "The organisation is one; leave the subject out.");
            require(
                    !limits.isEmpty(),
                    "A budget limits something; give max_cost, max_tokens, max_steps or max_wall_ms.");
        }

        private static void require(boolean fits, String sentence) {
            if (!fits) {
                throw new AuleException(ErrorCode.INVALID, sentence);
            }
        }
    }

    private final Journal journal;
    private final SqlCaps table;
    private final Ids ids;

    Budgets(Journal journal, SqlCaps table, Ids ids) {
        this.journal = journal;
        this.table = table;
        this.ids = ids;
    }

    /** Returns at most {@code limit} budgets whose id is above {@code after}, the oldest first. */
    List<Cap> page(OrgId org, String after, int limit) {
        return table.page(org, after, limit);
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such budget */
    Cap find(OrgId org, BudgetId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("budget", id));
    }

    /** @throws AuleException with {@code CONFLICT} if the organisation has as many as it may */
    Cap create(Principal principal, Wish wish) {
        if (table.count(principal.org()) >= MOST) {
            throw new AuleException(
                    ErrorCode.CONFLICT, "There are %d budgets already; remove one first.".formatted(MOST));
        }
        return set(principal, new BudgetId(ids.next("budget")), wish);
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such budget */
    Cap change(Principal principal, BudgetId id, Wish wish) {
        find(principal.org(), id);
        return set(principal, id, wish);
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such budget */
    void remove(Principal principal, BudgetId id) {
        find(principal.org(), id);
        append(principal, new BudgetEvent.Removed(id));
    }

    private Cap set(Principal principal, BudgetId id, Wish wish) {
        append(
                principal,
                new BudgetEvent.Set(
                        id, wish.scope().wire(), wish.subject(), wish.period().wire(), wish.limits()));
        return find(principal.org(), id);
    }

    private void append(Principal principal, BudgetEvent event) {
        var origin =
                new Journal.Origin(principal.org(), null, principal.user().value(), "budgets", null, Journal.NO_LEASE);
        journal.append(BudgetEvent.STREAM, origin, List.of(event));
    }
}
