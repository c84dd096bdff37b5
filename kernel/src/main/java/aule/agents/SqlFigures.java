package aule.agents;

import aule.journal.Projection;
import aule.kernel.BudgetEvent;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.TokenUsage;
import aule.kernel.Transactions;
import aule.system.Workload;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Counts what all runs did, a row for each day of UTC. */
final class SqlFigures implements Projection, Workload {

    private static final String ADD = """
            INSERT INTO agents_day (org_id, day, completed, failed, tokens_in, tokens_out, tool_calls)
            VALUES (:org, :day, :completed, :failed, :tokensIn, :tokensOut, :toolCalls)
            ON CONFLICT (org_id, day) DO UPDATE
            SET completed = agents_day.completed + excluded.completed,
                failed = agents_day.failed + excluded.failed,
                tokens_in = agents_day.tokens_in + excluded.tokens_in,
                tokens_out = agents_day.tokens_out + excluded.tokens_out,
                tool_calls = agents_day.tool_calls + excluded.tool_calls
            """;

    private static final String DAYS = "SELECT * FROM agents_day WHERE org_id = :org AND day >= :from ORDER BY day";

    private static final String COUNT = "SELECT count(*) FROM agents_run WHERE org_id = :org AND status = :status";

    private final Transactions<Handle> transactions;
    private final InstantSource clock;

    SqlFigures(Transactions<Handle> transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        var day = event.at().atZone(ZoneOffset.UTC).toLocalDate();
        switch (event.body()) {
            case RunEvent.ModelAnswered answer -> add(handle, event, used(day, answer.usage()));
            case RunEvent.Compacted summary -> add(handle, event, used(day, summary.usage()));
            case BudgetEvent.Used errand -> add(handle, event, used(day, errand.usage()));
            case RunEvent.ToolAnswered _ -> add(handle, event, new Day(day, 0, 0, 0, 0, 1));
            case RunEvent.Completed _ -> add(handle, event, new Day(day, 1, 0, 0, 0, 0));
            case RunEvent.Failed _ -> add(handle, event, new Day(day, 0, 1, 0, 0, 0));
            default -> {
                // counts nothing
            }
        }
    }

    private static Day used(LocalDate day, TokenUsage usage) {
        return new Day(day, 0, 0, usage.tokensIn(), usage.tokensOut(), 0);
    }

    private static void add(Handle handle, Envelope event, Day more) {
        handle.createUpdate(ADD)
                .bind("org", event.org().value())
                .bind("day", more.day().toString())
                .bind("completed", more.completed())
                .bind("failed", more.failed())
                .bind("tokensIn", more.tokensIn())
                .bind("tokensOut", more.tokensOut())
                .bind("toolCalls", more.toolCalls())
                .execute();
    }

    @Override
    public Workload.Runs runs(OrgId org) {
        return transactions.read(handle -> {
            var today = days(handle, org, 1).getFirst();
            return new Workload.Runs(
                    count(handle, org, RunStatus.RUNNING),
                    count(handle, org, RunStatus.QUEUED),
                    count(handle, org, RunStatus.WAITING),
                    today.completed(),
                    today.failed());
        });
    }

    @Override
    public Workload.Tokens tokensToday(OrgId org) {
        var today = days(org, 1).getFirst();
        return new Workload.Tokens(today.tokensIn(), today.tokensOut());
    }

    @Override
    public long toolCallsToday(OrgId org) {
        return days(org, 1).getFirst().toolCalls();
    }

    /** The last days up to today, oldest first, each of them even if nothing happened. */
    List<Day> days(OrgId org, int days) {
        return transactions.read(handle -> days(handle, org, days));
    }

    private List<Day> days(Handle handle, OrgId org, int days) {
        var from = clock.instant().atZone(ZoneOffset.UTC).toLocalDate().minusDays(days - 1L);
        Map<LocalDate, Day> known = handle
                .createQuery(DAYS)
                .bind("org", org.value())
                .bind("from", from.toString())
                .map((row, _) -> new Day(
                        LocalDate.parse(row.getString("day")),
                        row.getInt("completed"),
                        row.getInt("failed"),
                        row.getLong("tokens_in"),
                        row.getLong("tokens_out"),
                        row.getInt("tool_calls")))
                .stream()
                .collect(Collectors.toMap(Day::day, Function.identity()));
        return IntStream.range(0, days)
                .mapToObj(from::plusDays)
                .map(day -> known.getOrDefault(day, Day.nothing(day)))
                .toList();
    }

    private static int count(Handle handle, OrgId org, RunStatus status) {
        return handle.createQuery(COUNT)
                .bind("org", org.value())
                .bind("status", status.wire())
                .mapTo(Integer.class)
                .one();
    }
}
