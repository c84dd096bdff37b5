package aule.budget;

import aule.budget.Cap.Period;
import aule.budget.Cap.Scope;
import aule.kernel.Account;
import aule.kernel.OrgId;
import aule.kernel.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** How every limit stands that binds a run. */
final class SqlStandings {

    private static final String SPENT = """
            SELECT COALESCE(SUM(calls), 0) AS calls, COALESCE(SUM(tokens), 0) AS tokens,
                COALESCE(SUM(cost_nanos), 0) AS cost_nanos, COALESCE(SUM(ms), 0) AS ms
            FROM budget_day
            WHERE org_id = :org AND day >= :first
            """;

    private static final String HELD = """
            SELECT count(*) AS calls, COALESCE(SUM(tokens), 0) AS tokens, COALESCE(SUM(cost_nanos), 0) AS cost_nanos
            FROM budget_hold
            WHERE org_id = :org AND id <> :except AND (until_at IS NULL OR until_at > :now)
            """;

    private final Transactions<Handle> transactions;
    private final SqlCaps caps;
    private final SqlPayers payers;

    SqlStandings(Transactions<Handle> transactions, SqlCaps caps, SqlPayers payers) {
        this.transactions = transactions;
        this.caps = caps;
        this.payers = payers;
    }

    /**
     * Every limit that binds an account now; none for a run of which nothing is known.
     *
     * @param errand under which something may be set aside that is left out; null for the next step of the run
     */
    List<Standing> of(Account account, @Nullable String errand, Instant now) {
        return transactions.read(handle -> payers.of(handle, account, errand)
                .map(it -> of(handle, it, now))
                .orElse(List.of()));
    }

    boolean binds(Account account) {
        return transactions.read(handle -> payers.bound(handle, account));
    }

    /** Those of the limits by day or month and of the runs' own that are nearly used and of which nobody was told. */
    List<Standing> unsaid(Account account, Instant now) {
        var near = of(account, null, now).stream().filter(Standing::nearlyUsed).toList();
        return near.isEmpty()
                ? near
                : transactions.read(handle ->
                        near.stream().filter(it -> !caps.warned(handle, it)).toList());
    }

    /** How a limit by day or month stands for the one that it binds; of several, for the one that used most. */
    Optional<Standing> foremost(Cap cap, OrgId org, Instant now) {
        return transactions.read(handle ->
                subject(handle, cap, org, now).map(subject -> span(handle, cap, org.value(), subject, "", now)));
    }

    private static Optional<String> subject(Handle handle, Cap cap, OrgId org, Instant now) {
        if (cap.scope() == Scope.ORG) {
            return Optional.of(org.value());
        }
        if (cap.subject() != null) {
            return Optional.of(cap.subject());
        }
        var limits = cap.limits();
        var most = limits.maxCostNanos() != null ? "cost_nanos" : limits.maxTokens() != null ? "tokens" : "calls";
        var column = column(cap.scope());
        return handle.createQuery(
                        "SELECT " + column + " FROM budget_day WHERE org_id = :org AND day >= :first GROUP BY " + column
                                + " ORDER BY SUM(" + most + ") DESC LIMIT 1")
                .bind("org", org.value())
                .bind("first", cap.period().first(now).toString())
                .mapTo(String.class)
                .findOne();
    }

    /** Every limit that binds the payer; what is set aside already for the same question is left out. */
    List<Standing> of(Handle handle, Payer payer, Instant now) {
        var all = caps.all(handle, payer.org());
        var line = payers.line(handle, payer.run());
        var standings = new ArrayList<Standing>();
        for (var cap : all) {
            switch (cap.period()) {
                case CALL -> call(cap, payer).ifPresent(standings::add);
                case RUN -> runs(handle, cap, line, payer, now).forEach(standings::add);
                case DAY, MONTH -> span(handle, cap, payer, now).ifPresent(standings::add);
            }
        }
        line.forEach(it -> own(handle, it, payer, now).forEach(standings::add));
        return standings;
    }

    private static Optional<Standing> call(Cap cap, Payer payer) {
        var subject = cap.scope().subject(payer);
        return cap.binds(subject)
                ? Optional.of(new Standing(cap, subject, "call", Used.NOTHING, Used.NOTHING))
                : Optional.empty();
    }

    /**
     * A run counts with all below it: for an agent each run of that agent, for the others the first of the line. What
     * nobody's run asks is a run by itself.
     */
    private Stream<Standing> runs(Handle handle, Cap cap, List<SqlPayers.Tally> line, Payer payer, Instant now) {
        if (payer.run().isEmpty()) {
            return call(cap, payer).stream();
        }
        return line.stream()
                .filter(it -> cap.scope() == Scope.AGENT
                        || it.payer().run().equals(it.payer().root()))
                .filter(it -> cap.binds(cap.scope().subject(it.payer())))
                .map(it -> standing(handle, cap, it, payer, now));
    }

    private Stream<Standing> own(Handle handle, SqlPayers.Tally account, Payer payer, Instant now) {
        var budget = account.budget();
        if (budget == null) {
            return Stream.empty();
        }
        var run = account.payer().run();
        var cap = new Cap(run, Scope.RUN, run, Period.RUN, budget, account.startedAt(), account.startedAt());
        return Stream.of(standing(handle, cap, account, payer, now));
    }

    private Standing standing(Handle handle, Cap cap, SqlPayers.Tally account, Payer payer, Instant now) {
        var run = account.payer().run();
        return new Standing(
                cap,
                cap.scope().subject(account.payer()),
                run,
                account.used(),
                payers.held(handle, run, payer.hold(), now));
    }

    private static Optional<Standing> span(Handle handle, Cap cap, Payer payer, Instant now) {
        var subject = cap.scope().subject(payer);
        return cap.binds(subject) ? Optional.of(span(handle, cap, subject, payer, now)) : Optional.empty();
    }

    private static Standing span(Handle handle, Cap cap, String subject, Payer payer, Instant now) {
        return span(handle, cap, payer.org().value(), subject, payer.hold(), now);
    }

    /** How a limit by day or month stands, what is set aside under one name left out. */
    static Standing span(Handle handle, Cap cap, String org, String subject, String except, Instant now) {
        var first = cap.period().first(now).toString();
        var whose = " AND " + column(cap.scope()) + " = :subject";
        var spent = handle.createQuery(SPENT + whose)
                .bind("org", org)
                .bind("first", first)
                .bind("subject", subject)
                .map((row, _) -> SqlPayers.used(row))
                .one();
        var held = handle.createQuery(HELD + whose)
                .bind("org", org)
                .bind("except", except)
                .bind("now", now.toEpochMilli())
                .bind("subject", subject)
                .map((row, _) -> SqlPayers.held(row))
                .one();
        return new Standing(cap, subject, cap.period().name(now, ""), spent, held);
    }

    static String column(Scope scope) {
        return switch (scope) {
            case ORG -> "org_id";
            case PROJECT -> "project_id";
            case PERSON -> "owner_id";
            case AGENT -> "persona_id";
            case RUN -> "run_id";
        };
    }
}
