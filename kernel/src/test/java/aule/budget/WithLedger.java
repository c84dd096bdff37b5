package aule.budget;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.journal.Journal;
import aule.kernel.Account;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.BudgetId;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunBudget;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.StreamId;
import aule.kernel.TokenUsage;
import aule.kernel.UserId;
import aule.store.Database;
import aule.testkit.CountingIds;
import aule.testkit.TempDatabase;
import aule.testkit.WithJournal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A ledger and budgets on a journal, and words to fill them. */
abstract class WithLedger extends WithJournal {

    static final Principal ANA = new Principal(OrgId.LOCAL, new UserId("user-ana"), "Ana", Set.of());
    static final String MODEL = "cloud/large";

    @TempDir
    private Path folder;

    BudgetRoom room;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "journal", "budget");
    }

    @BeforeEach
    void opensTheRoom() {
        room = BudgetRoom.open(journal(), database(), clock, new CountingIds());
    }

    Instant midnight() {
        return Cap.Period.DAY.end(clock.instant()).orElseThrow();
    }

    void cap(String scope, @Nullable String subject, String period, RunBudget limits) {
        var id = new BudgetId("budget-%s-%s".formatted(scope, period));
        journal()
                .append(
                        BudgetEvent.STREAM,
                        Journal.Origin.kernel("budgets"),
                        List.of(new BudgetEvent.Set(id, scope, subject, period, limits)));
    }

    void start(String run, @Nullable String parent, @Nullable RunBudget budget) {
        start(run, parent, budget, "pers-coder");
    }

    void start(String run, String persona) {
        start(run, null, null, persona);
    }

    void start(String run, @Nullable String parent, @Nullable RunBudget budget, String persona) {
        append(
                run,
                new RunEvent.Started(
                        new RunId(run),
                        "goal",
                        ANA.user(),
                        new ProjectId("proj-default"),
                        new PersonaId(persona),
                        null,
                        parent == null ? null : new RunId(parent),
                        null,
                        3,
                        RunLimits.DEFAULT.withBudget(budget),
                        Lineage.NONE));
    }

    void answer(String run, long tokens, @Nullable Long costNanos) {
        append(
                run,
                new RunEvent.ModelAnswered(
                        new RunId(run),
                        1,
                        MODEL,
                        "",
                        "hm",
                        List.of(),
                        new TokenUsage(tokens, 0, 0, 0),
                        5,
                        1,
                        1,
                        "",
                        null,
                        null,
                        costNanos,
                        false,
                        null,
                        null));
    }

    void reserve(String run, long tokens, @Nullable Long costNanos) {
        append(run, new BudgetEvent.Reserved(new RunId(run), MODEL, tokens, costNanos));
    }

    void refuses(String run, long costNanos) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> reserve(run, 1, costNanos))
                .returns(ErrorCode.BUDGET_EXCEEDED, AuleException::code);
    }

    Purse.Verdict ask(String run, long tokens, @Nullable Long costNanos) {
        return room.purse().ask(new Purse.Question(account(run), MODEL, tokens, costNanos, null));
    }

    static Account account(String run) {
        return new Account(OrgId.LOCAL, ANA.user(), null, null, new RunId(run));
    }

    Purse.Verdict.Refused refusal(String run, long tokens, @Nullable Long costNanos) {
        return (Purse.Verdict.Refused) ask(run, tokens, costNanos);
    }

    void append(String run, Event... events) {
        journal().append(StreamId.of(new RunId(run)), Journal.Origin.kernel(run), List.of(events));
    }

    List<UsageRow> usage(UsageQuery.Group group) {
        var all = new UsageQuery(group, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE), Map.of());
        return Stream.of(new SqlUsage(database()))
                .flatMap(it -> it.groups(OrgId.LOCAL, all, 0, 50).stream())
                .toList();
    }
}
