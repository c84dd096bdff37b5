package aule.budget;

import aule.kernel.Money;
import aule.kernel.OrgId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Budgets as the edge shows them, with how they stand now. */
final class BudgetViews {

    static final String CURRENCY = "USD";

    private static final int ALL = 100;

    record BudgetView(
            String id,
            Cap.Scope scope,
            @Nullable String subject,
            Cap.Period period,
            @Nullable String maxCost,
            @Nullable Long maxTokens,
            @Nullable Long maxSteps,
            @Nullable Long maxWallMs,
            String currency,
            @Nullable StateView state,
            Instant createdAt,
            Instant updatedAt) {}

    record StateView(
            String subject,
            String period,
            String cost,
            long tokens,
            long steps,
            long wallMs,
            String reservedCost,
            long reservedTokens,
            int percent,
            String status,
            Instant resetsAt) {}

    private final SqlStandings standings;
    private final InstantSource clock;

    BudgetViews(SqlStandings standings, InstantSource clock) {
        this.standings = standings;
        this.clock = clock;
    }

    BudgetView of(OrgId org, Cap cap) {
        var limits = cap.limits();
        var cost = limits.maxCostNanos();
        return new BudgetView(
                cap.id(),
                cap.scope(),
                cap.subject(),
                cap.period(),
                cost == null ? null : Money.text(cost),
                limits.maxTokens(),
                limits.maxSteps(),
                limits.maxWallMs(),
                CURRENCY,
                state(org, cap).orElse((StateView) null),
                cap.createdAt(),
                cap.updatedAt());
    }

    private Optional<StateView> state(OrgId org, Cap cap) {
        var now = clock.instant();
        return cap.period()
                .end(now)
                .flatMap(end -> standings.foremost(cap, org, now).map(it -> state(it, end)));
    }

    private static StateView state(Standing standing, Instant end) {
        var spent = standing.spent();
        return new StateView(
                standing.subject(),
                standing.period(),
                Money.text(spent.costNanos()),
                spent.tokens(),
                spent.calls(),
                spent.ms(),
                Money.text(standing.held().costNanos()),
                standing.held().tokens(),
                standing.percent(),
                standing.percent() >= ALL ? "exceeded" : standing.nearlyUsed() ? "warned" : "ok",
                end);
    }
}
