package aule.budget;

import aule.budget.Cap.Period;
import aule.budget.Cap.Scope;
import aule.kernel.OrgId;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

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
            WHERE org_id = :org AND run_id <> :run
            """;

    private final Transactions<Handle> transactions;
    private final SqlCaps caps;
    private final SqlPayers payers;

    SqlStandings(Transactions<Handle> transactions, SqlCaps caps, SqlPayers payers) {
        this.transactions = transactions;
        this.caps = caps;
        this.payers = payers;
    }

    /** Every limit that binds a run now; none for a run of which nothing is known. */
    List<Standing> of(OrgId org, RunId run, Instant now) {
        return transactions.read(handle ->
                payers.find(handle, run).map(it -> of(handle, it.payer(), now)).orElse(List.of()));
    }

    boolean binds(OrgId org, RunId run) {
        return transactions.read(handle -> payers.bound(handle, org, run));
    }

    /** Those of the limits by day or month and of the runs' own that are nearly used and of which nobody was told. */
    List<Standing> unsaid(OrgId org, RunId run, Instant now) {
        var near = of(org, run, now).stream().filter(Standing::nearlyUsed).toList();
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

    /** Every limit that binds the payer; what the payer itself has set aside is left out. */
    List<Standing> of(Handle handle, Payer payer, Instant now) {
        var all = caps.all(handle, payer.org());
        var line = payers.line(handle, payer.run());
        var standings = new ArrayList<Standing>();
        for (var cap : all) {
            switch (cap.period()) {
                case CALL -> call(cap, payer).ifPresent(standings::add);
                case RUN -> runs(handle, cap, line, payer).forEach(standings::add);
                case DAY, MONTH -> span(handle, cap, payer, now).ifPresent(standings::add);
            }
        }
        line.forEach(it -> own(handle, it, payer).forEach(standings::add));
        return standings;
    }

    private static Optional<Standing> call(Cap cap, Payer payer) {
        var subject = cap.scope().subject(payer);
        return cap.binds(subject)
                ? Optional.of(new Standing(cap, subject, "call", Used.NOTHING, Used.NOTHING))
                : Optional.empty();
    }

    /** A run counts with all below it: for an agent each run of that agent, for the others the first of the line. */
    private Stream<Standing> runs(Handle handle, Cap cap, List<SqlPayers.Account> line, Payer payer) {
        return line.stream()
                .filter(it -> cap.scope() == Scope.AGENT
                        || it.payer().run().value().equals(it.payer().root()))
                .filter(it -> cap.binds(cap.scope().subject(it.payer())))
                .map(it -> standing(handle, cap, it, payer));
    }

    private Stream<Standing> own(Handle handle, SqlPayers.Account account, Payer payer) {
        var budget = account.budget();
        if (budget == null) {
            return Stream.empty();
        }
        var run = account.payer().run().value();
        var cap = new Cap(run, Scope.RUN, run, Period.RUN, budget, account.startedAt(), account.startedAt());
        return Stream.of(standing(handle, cap, account, payer));
    }

    private Standing standing(Handle handle, Cap cap, SqlPayers.Account account, Payer payer) {
        var run = account.payer().run();
        return new Standing(
                cap,
                cap.scope().subject(account.payer()),
                run.value(),
                account.used(),
                payers.held(handle, run, payer.run()));
    }

    private static Optional<Standing> span(Handle handle, Cap cap, Payer payer, Instant now) {
        var subject = cap.scope().subject(payer);
        return cap.binds(subject) ? Optional.of(span(handle, cap, subject, payer, now)) : Optional.empty();
    }

    private static Standing span(Handle handle, Cap cap, String subject, Payer payer, Instant now) {
        return span(handle, cap, payer.org().value(), subject, payer.run().value(), now);
    }

    /** How a limit by day or month stands, one run's own reservation left out. */
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
                .bind("run", except)
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
