package aule.budget;

import static org.assertj.core.api.Assertions.assertThat;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTests extends WithJournal {

    private static final Principal ANA = new Principal(OrgId.LOCAL, new UserId("user-ana"), "Ana", Set.of());
    private static final String MODEL = "cloud/large";

    @TempDir
    private Path folder;

    private BudgetRoom room;

    @Override
    protected Database open() {
        return TempDatabase.open(folder, "journal", "budget");
    }

    @BeforeEach
    void opensTheRoom() {
        room = BudgetRoom.open(journal(), database(), clock, new CountingIds());
    }

    @Nested
    class Ledger {

        @Test
        void countsEveryAnswerForItsRunAndAllAboveIt() {
            start("run-a", null, null);
            start("run-b", "run-a", null);
            answer("run-a", 10, 5L);
            answer("run-b", 20, 7L);

            assertThat(usage(UsageQuery.Group.RUN))
                    .singleElement()
                    .satisfies(it -> assertThat(it.key()).isEqualTo("run-a"))
                    .satisfies(it -> assertThat(it.costNanos()).isEqualTo(12))
                    .satisfies(it -> assertThat(it.calls()).isEqualTo(2));
        }

        @Test
        void tellsWhatCostsNothingFromWhatNobodyKnows() {
            start("run-a", null, null);
            answer("run-a", 10, null);
            answer("run-a", 10, 0L);

            assertThat(usage(UsageQuery.Group.MODEL))
                    .singleElement()
                    .satisfies(it -> assertThat(it.unpriced()).isEqualTo(1))
                    .satisfies(it -> assertThat(it.costNanos()).isZero());
        }

        @Test
        void addsUpToTheSameByWhateverItIsGrouped() {
            start("run-a", null, null);
            start("run-b", null, null);
            IntStream.range(0, 20).forEach(i -> answer(i % 2 == 0 ? "run-a" : "run-b", i, (long) i));

            for (var group : UsageQuery.Group.values()) {
                var rows = usage(group);
                assertThat(rows.stream().mapToLong(UsageRow::costNanos).sum()).isEqualTo(190);
                assertThat(rows.stream().mapToLong(UsageRow::tokensIn).sum()).isEqualTo(190);
            }
        }

        @Test
        void takesInWhatTheJournalHeldBeforeThereWasALedger() {
            start("run-a", null, null);
            answer("run-a", 10, 5L);
            database()
                    .write(handle -> handle.execute("DELETE FROM budget_entry")
                            + handle.execute("DELETE FROM budget_run")
                            + handle.execute("DELETE FROM budget_day")
                            + handle.execute("DELETE FROM budget_origin"));

            room = BudgetRoom.open(reopened(), database(), clock, new CountingIds());
            room = BudgetRoom.open(reopened(), database(), clock, new CountingIds());

            assertThat(usage(UsageQuery.Group.AGENT)).singleElement().satisfies(it -> {
                assertThat(it.key()).isEqualTo("pers-coder");
                assertThat(it.costNanos()).isEqualTo(5);
            });
        }
    }

    @Nested
    class Reservations {

        @Test
        void noneIsNeededWithoutABudget() {
            start("run-a", null, null);

            assertThat(room.purse().binds(account("run-a"))).isFalse();
        }

        @Test
        void whatIsSetAsideIsThereForNobodyElse() {
            cap("org", null, "day", new RunBudget(100L, null, null, null));
            start("run-a", null, null);
            start("run-b", null, null);
            reserve("run-a", 10, 60L);

            assertThat(ask("run-b", 10, 60L))
                    .isInstanceOfSatisfying(
                            Purse.Verdict.Refused.class,
                            it -> assertThat(it.why()).isEmpty());
            refuses("run-b", 60L);
            assertThat(ask("run-b", 10, 40L)).isInstanceOf(Purse.Verdict.Affordable.class);
        }

        @Test
        void anAnswerFreesWhatItDidNotUse() {
            cap("org", null, "day", new RunBudget(100L, null, null, null));
            start("run-a", null, null);
            start("run-b", null, null);
            reserve("run-a", 10, 60L);
            answer("run-a", 3, 20L);

            reserve("run-b", 10, 80L);
            refuses("run-a", 1L);
        }

        @Test
        void whoAsksAgainReplacesWhatItHadSetAside() {
            cap("org", null, "day", new RunBudget(100L, null, null, null));
            start("run-a", null, null);

            reserve("run-a", 10, 100L);
            reserve("run-a", 10, 100L);
            answer("run-a", 1, 1L);

            refuses("run-a", 100L);
        }

        @Test
        void theEndOfARunFreesWhatItHadSetAside() {
            cap("org", null, "day", new RunBudget(100L, null, null, null));
            start("run-a", null, null);
            start("run-b", null, null);
            reserve("run-a", 10, 100L);

            append("run-a", new RunEvent.Cancelled(new RunId("run-a"), "enough"));

            reserve("run-b", 10, 100L);
        }

        @Test
        void aBudgetOfOneDayIsFullAgainOnTheNext() {
            cap("org", null, "day", new RunBudget(100L, null, null, null));
            cap("org", null, "month", new RunBudget(150L, null, null, null));
            start("run-a", null, null);
            answer("run-a", 10, 100L);

            assertThat(refusal("run-a", 10, 50L).dueAt()).isEqualTo(midnight());
            clock.advance(Duration.ofDays(1));

            reserve("run-a", 10, 50L);
            refuses("run-a", 51L);
        }

        @Test
        void aRunsBudgetCoversAllThatItStarts() {
            start("run-a", null, new RunBudget(100L, null, null, null));
            start("run-b", "run-a", null);
            start("run-c", "run-b", new RunBudget(30L, null, null, null));
            answer("run-b", 10, 50L);

            refuses("run-c", 31L);
            reserve("run-c", 10, 30L);
            refuses("run-a", 21L);
            reserve("run-a", 10, 20L);
        }

        @Test
        void eachAgentHasItsOwn() {
            cap("agent", null, "day", new RunBudget(null, 100L, null, null));
            start("run-a", null, null);
            answer("run-a", 100, null);

            assertThat(refusal("run-a", 1, null).why().orElseThrow().resource()).isEqualTo("tokens");
            start("run-b", "pers-writer");
            reserve("run-b", 100, null);
        }

        @Test
        void stepsAndTimeAreLimitedToo() {
            start("run-a", null, new RunBudget(null, null, 1L, null));
            start("run-b", null, new RunBudget(null, null, null, 5L));
            answer("run-a", 1, null);
            answer("run-b", 1, null);

            assertThat(refusal("run-a", 1, null).why().orElseThrow().resource()).isEqualTo("steps");
            assertThat(refusal("run-b", 1, null).why().orElseThrow().resource()).isEqualTo("seconds");
        }

        @ParameterizedTest
        @CsvSource({
            "org,day",
            "org,month",
            "org,run",
            "project,day",
            "project,month",
            "person,day",
            "person,run",
            "agent,day",
            "agent,month",
            "agent,run"
        })
        void stepsAndTimeAreLimitedForEverybodyAndEveryPeriod(String scope, String period) {
            cap(scope, null, period, new RunBudget(null, null, 1L, null));
            start("run-a", null, null);
            reserve("run-a", 1, null);
            answer("run-a", 1, null);
            assertThat(refusal("run-a", 1, null).why().orElseThrow().resource()).isEqualTo("steps");

            cap(scope, null, period, new RunBudget(null, null, null, 5L));
            assertThat(refusal("run-a", 1, null).why().orElseThrow().resource()).isEqualTo("seconds");

            cap(scope, null, period, new RunBudget(null, null, 2L, 6L));
            reserve("run-a", 1, null);
        }

        @Test
        void nobodySpendsMoneyOfWhichNobodyKnowsHowMuch() {
            cap("org", null, "month", new RunBudget(100L, null, null, null));
            start("run-a", null, null);

            var refused = refusal("run-a", 1, null);

            assertThat(refused.why().orElseThrow().resource()).isEqualTo("price");
            assertThat(refused.text()).contains(MODEL, "Enter its price", "lift the limit");
        }

        @Test
        void whatIsFreeIsAskedForEvenWhereNothingIsLeft() {
            cap("org", null, "month", new RunBudget(0L, null, null, null));
            start("run-a", null, null);

            reserve("run-a", 10, 0L);
        }

        @Test
        void manyAtOnceNeverGoPastABudget() throws Exception {
            cap("org", null, "day", new RunBudget(1_000L, null, null, null));
            IntStream.range(0, 100).forEach(i -> start("run-" + i, null, null));

            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var tries = IntStream.range(0, 100)
                        .mapToObj(i -> threads.submit(() -> reserve("run-" + i, 1, 37L)))
                        .toList();
                threads.shutdown();
                assertThat(tries.stream().filter(LedgerTests::succeeded)).hasSize(27);
            }
        }
    }

    @Nested
    class Warnings {

        @Test
        void areSaidOnceForABudgetAndADay() {
            cap("org", null, "day", new RunBudget(100L, null, null, null));
            start("run-a", null, null);
            answer("run-a", 10, 79L);
            assertThat(room.purse().warnings(account("run-a"))).isEmpty();
            answer("run-a", 10, 1L);

            var warning = room.purse().warnings(account("run-a")).getFirst();
            append("run-a", warning);

            assertThat(warning.percent()).isEqualTo(80);
            assertThat(room.purse().warnings(account("run-a"))).isEmpty();
            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> append("run-a", warning))
                    .returns(ErrorCode.CONFLICT, AuleException::code);
        }
    }

    @Test
    void anEstimateTellsOfHowManyRunsItComes() {
        for (var i = 1; i <= 10; i++) {
            start("run-" + i, null, null);
            answer("run-" + i, i, i * 100L);
            append("run-" + i, new RunEvent.Completed(new RunId("run-" + i), "done"));
        }

        var guess = room.estimates().of(OrgId.LOCAL, new PersonaId("pers-coder"), MODEL);

        assertThat(guess.runs()).isEqualTo(10);
        assertThat(guess.cost()).isEqualTo(new Estimate.Spread(500, 900));
        assertThat(room.estimates()
                        .of(OrgId.LOCAL, new PersonaId("pers-coder"), "other/model")
                        .runs())
                .isZero();
    }

    private static boolean succeeded(Future<?> attempt) {
        try {
            attempt.get();
            return true;
        } catch (java.util.concurrent.ExecutionException refused) {
            return false;
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private Instant midnight() {
        return Cap.Period.DAY.end(clock.instant()).orElseThrow();
    }

    private void cap(String scope, @Nullable String subject, String period, RunBudget limits) {
        var id = new BudgetId("budget-%s-%s".formatted(scope, period));
        journal()
                .append(
                        BudgetEvent.STREAM,
                        Journal.Origin.kernel("budgets"),
                        List.of(new BudgetEvent.Set(id, scope, subject, period, limits)));
    }

    private void start(String run, @Nullable String parent, @Nullable RunBudget budget) {
        start(run, parent, budget, "pers-coder");
    }

    private void start(String run, String persona) {
        start(run, null, null, persona);
    }

    private void start(String run, @Nullable String parent, @Nullable RunBudget budget, String persona) {
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

    private void answer(String run, long tokens, @Nullable Long costNanos) {
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

    private void reserve(String run, long tokens, @Nullable Long costNanos) {
        append(run, new BudgetEvent.Reserved(new RunId(run), MODEL, tokens, costNanos));
    }

    private void refuses(String run, long costNanos) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> reserve(run, 1, costNanos))
                .returns(ErrorCode.BUDGET_EXCEEDED, AuleException::code);
    }

    private Purse.Verdict ask(String run, long tokens, @Nullable Long costNanos) {
        return room.purse().ask(new Purse.Question(account(run), MODEL, tokens, costNanos, null));
    }

    private static Account account(String run) {
        return new Account(OrgId.LOCAL, ANA.user(), null, null, new RunId(run));
    }

    private Purse.Verdict.Refused refusal(String run, long tokens, @Nullable Long costNanos) {
        return (Purse.Verdict.Refused) ask(run, tokens, costNanos);
    }

    private void append(String run, Event... events) {
        journal().append(StreamId.of(new RunId(run)), Journal.Origin.kernel(run), List.of(events));
    }

    private List<UsageRow> usage(UsageQuery.Group group) {
        var all = new UsageQuery(group, Instant.EPOCH, Instant.ofEpochMilli(Long.MAX_VALUE), Map.of());
        return Stream.of(new SqlUsage(database()))
                .flatMap(it -> it.groups(OrgId.LOCAL, all, 0, 50).stream())
                .toList();
    }
}
