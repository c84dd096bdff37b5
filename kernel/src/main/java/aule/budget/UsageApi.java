package aule.budget;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.budget.BudgetViews.BudgetView;
import aule.budget.UsageQuery.Group;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Money;
import aule.kernel.OrgId;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations on what was used of {@code api/budget.yaml}. */
final class UsageApi {

    private static final Instant ALWAYS = Instant.ofEpochMilli(0);
    private static final Instant NEVER = Instant.ofEpochMilli(Long.MAX_VALUE);
    private static final int MOST_BUDGETS = 200;

    record Sum(
            long calls,
            long tokensIn,
            long tokensOut,
            long cachedTokens,
            long reasoningTokens,
            @Nullable String cost,
            long unpricedCalls,
            long estimatedCalls,
            long durationMs) {}

    record UsageGroup(String key, @JsonUnwrapped Sum sum) {}

    record UsageList(
            Group groupBy,
            String currency,
            List<UsageGroup> usage,
            int count,
            @Nullable String nextCursor,
            Sum total) {}

    record EntryView(
            long seq,
            @Nullable String runId,
            String model,
            String kind,
            long tokensIn,
            long tokensOut,
            long cachedTokens,
            long reasoningTokens,
            @Nullable String cost,
            long durationMs,
            Instant at,
            @Nullable String responseId,
            @Nullable String saved,
            boolean estimated) {}

    record EntryList(
            List<EntryView> entries,
            int count,
            String currency,
            @Nullable String nextCursor) {}

    record Savings(String routing, String cache) {

        static Savings of(SqlUsage.Saved it) {
            return new Savings(Money.text(it.routing()), Money.text(it.cache()));
        }
    }

    record Saved(Savings today, Savings month) {}

    record Spend(String currency, Sum today, Sum month, Saved saved, List<BudgetView> budgets) {}

    private final SqlUsage usage;
    private final Budgets budgets;
    private final BudgetViews views;
    private final InstantSource clock;

    UsageApi(SqlUsage usage, Budgets budgets, BudgetViews views, InstantSource clock) {
        this.usage = usage;
        this.budgets = budgets;
        this.views = views;
        this.clock = clock;
    }

    Map<String, Handler> handlers() {
        return Map.of("showUsage", this::show, "listUsageEntries", this::entries, "showSpend", this::spend);
    }

    private Answer show(Call call) {
        var org = call.principal().org();
        var query = query(call, call.query("group_by").map(Group::of).orElse(Group.DAY));
        var limit = call.query("limit").map(Integer::valueOf).orElse(BudgetApi.USUAL);
        var skip = Math.toIntExact(place(call));
        var page = usage.groups(org, query, skip, limit + 1);
        var shown = page.stream()
                .limit(limit)
                .map(it -> new UsageGroup(it.key(), sum(it)))
                .toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? Integer.toString(skip + limit) : null;
        return Answer.ok(new UsageList(
                query.group(), BudgetViews.CURRENCY, shown, shown.size(), next, sum(usage.total(org, query))));
    }

    private Answer entries(Call call) {
        var limit = call.query("limit").map(Integer::valueOf).orElse(BudgetApi.USUAL);
        var page = usage.entries(call.principal().org(), query(call, Group.DAY), place(call), limit + 1);
        var shown = page.stream().limit(limit).map(UsageApi::view).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? Long.toString(shown.getLast().seq()) : null;
        return Answer.ok(new EntryList(shown, shown.size(), BudgetViews.CURRENCY, next));
    }

    private Answer spend(Call call) {
        var org = call.principal().org();
        var now = clock.instant();
        var all = budgets.page(org, "", MOST_BUDGETS).stream()
                .map(it -> views.of(org, it))
                .toList();
        return Answer.ok(new Spend(
                BudgetViews.CURRENCY,
                since(org, first(Cap.Period.DAY, now)),
                since(org, first(Cap.Period.MONTH, now)),
                new Saved(
                        Savings.of(usage.saved(org, first(Cap.Period.DAY, now))),
                        Savings.of(usage.saved(org, first(Cap.Period.MONTH, now)))),
                all));
    }

    private Sum since(OrgId org, Instant first) {
        return sum(usage.total(org, new UsageQuery(Group.DAY, first, NEVER, Map.of())));
    }

    private static Instant first(Cap.Period period, Instant now) {
        return period.first(now).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private static UsageQuery query(Call call, Group group) {
        var only = new EnumMap<Group, String>(Group.class);
        for (var filter : List.of(Group.AGENT, Group.OWNER, Group.PROJECT, Group.MODEL, Group.RUN)) {
            call.query(filter.wire()).ifPresent(it -> only.put(filter, it));
        }
        return new UsageQuery(group, time(call, "from", ALWAYS), time(call, "to", NEVER), only);
    }

    private static Instant time(Call call, String name, Instant otherwise) {
        try {
            return call.query(name)
                    .map(it -> OffsetDateTime.parse(it).toInstant())
                    .orElse(otherwise);
        } catch (DateTimeParseException notATime) {
            throw new AuleException(
                    ErrorCode.INVALID, "'%s' takes a time such as 2026-01-31T12:00:00Z.".formatted(name), notATime);
        }
    }

    /** Where the page before ended, as a number. */
    static long place(Call call) {
        try {
            return call.query("cursor").map(Long::valueOf).orElse(0L);
        } catch (NumberFormatException notANumber) {
            throw new AuleException(
                    ErrorCode.INVALID, "'cursor' takes the next_cursor of the page before.", notANumber);
        }
    }

    private static Sum sum(UsageRow it) {
        return new Sum(
                it.calls(),
                it.tokensIn(),
                it.tokensOut(),
                it.cachedTokens(),
                it.reasoningTokens(),
                it.calls() > 0 && it.unpriced() == it.calls() ? null : Money.text(it.costNanos()),
                it.unpriced(),
                it.estimated(),
                it.ms());
    }

    private static EntryView view(SqlUsage.Entry it) {
        return new EntryView(
                it.seq(),
                it.run().isEmpty() ? null : it.run(),
                it.model(),
                it.kind(),
                it.tokensIn(),
                it.tokensOut(),
                it.cachedTokens(),
                it.reasoningTokens(),
                it.costNanos() == null ? null : Money.text(it.costNanos()),
                it.ms(),
                it.at(),
                it.responseId(),
                it.savedNanos() == null ? null : Money.text(it.savedNanos()),
                it.estimated());
    }
}
