package aule.budget;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.budget.BudgetViews.BudgetView;
import aule.kernel.BudgetId;
import aule.kernel.Money;
import aule.kernel.OrgId;
import aule.kernel.RunBudget;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations on budgets of {@code api/budget.yaml}. */
final class BudgetApi {

    static final int USUAL = 50;

    record BudgetBody(
            Cap.Scope scope,
            @Nullable String subject,
            Cap.Period period,
            @Nullable String maxCost,
            @Nullable String currency,
            @Nullable Long maxTokens,
            @Nullable Long maxSteps,
            @Nullable Long maxWallMs) {

        Budgets.Wish wish() {
            var cost = maxCost == null ? null : Money.nanos(maxCost);
            return new Budgets.Wish(scope, subject, period, new RunBudget(cost, maxTokens, maxSteps, maxWallMs));
        }
    }

    record BudgetList(
            List<BudgetView> budgets, int count, @Nullable String nextCursor) {}

    private final Budgets budgets;
    private final BudgetViews views;

    BudgetApi(Budgets budgets, BudgetViews views) {
        this.budgets = budgets;
        this.views = views;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listBudgets", this::list,
                "createBudget", this::create,
                "showBudget", this::show,
                "changeBudget", this::change,
                "removeBudget", this::remove);
    }

    private Answer list(Call call) {
        var org = call.principal().org();
        var limit = call.query("limit").map(Integer::valueOf).orElse(USUAL);
        var page = budgets.page(org, call.query("cursor").orElse(""), limit + 1);
        var shown = page.stream().limit(limit).map(it -> views.of(org, it)).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? shown.getLast().id() : null;
        return Answer.ok(new BudgetList(shown, shown.size(), next));
    }

    private Answer create(Call call) {
        var made = budgets.create(call.principal(), call.body(BudgetBody.class).wish());
        return Answer.created("/v1/budgets/" + made.id(), views.of(org(call), made));
    }

    private Answer show(Call call) {
        return Answer.ok(views.of(org(call), budgets.find(org(call), id(call))));
    }

    private Answer change(Call call) {
        var changed = budgets.change(
                call.principal(), id(call), call.body(BudgetBody.class).wish());
        return Answer.ok(views.of(org(call), changed));
    }

    private Answer remove(Call call) {
        budgets.remove(call.principal(), id(call));
        return Answer.noContent();
    }

    private static OrgId org(Call call) {
        return call.principal().org();
    }

    private static BudgetId id(Call call) {
        return new BudgetId(call.path("id"));
    }
}
