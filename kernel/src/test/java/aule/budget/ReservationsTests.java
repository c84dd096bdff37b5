package aule.budget;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.BudgetEvent;
import aule.kernel.RunBudget;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.TokenUsage;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReservationsTests extends WithLedger {

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
                        Purse.Verdict.Refused.class, it -> assertThat(it.why()).isEmpty());
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

        append("run-a", new RunEvent.Failed(new RunId("run-a"), "provider_error", "enough"));

        reserve("run-b", 10, 100L);
    }

    @Test
    void whoIsStoppedKeepsWhatItHadSetAsideUntilItSaysWhatItUsed() {
        cap("org", null, "day", new RunBudget(100L, null, null, null));
        start("run-a", null, null);
        start("run-b", null, null);
        reserve("run-a", 10, 100L);

        append("run-a", new RunEvent.Cancelled(new RunId("run-a"), "enough"));
        refuses("run-b", 1L);
        lose("run-a", 30L);

        reserve("run-b", 10, 70L);
        refuses("run-a", 1L);
    }

    @Test
    void whoIsStoppedAndSaysNothingFreesItSoon() {
        cap("org", null, "day", new RunBudget(100L, null, null, null));
        start("run-a", null, null);
        start("run-b", null, null);
        reserve("run-a", 10, 100L);

        append("run-a", new RunEvent.Paused(new RunId("run-a"), "", null));
        refuses("run-b", 1L);
        clock.advance(Duration.ofSeconds(61));

        reserve("run-b", 10, 100L);
    }

    @Test
    void whatASlowOneSaysLateFreesNothingOfTheNext() {
        cap("org", null, "day", new RunBudget(100L, null, null, null));
        start("run-a", null, null);
        start("run-b", null, null);
        reserve("run-a", 10, 50L);
        append("run-a", new RunEvent.Paused(new RunId("run-a"), "", null));
        append("run-a", new RunEvent.Dispatched(new RunId("run-a"), 2, "after_wait"));
        reserve("run-a", 10, 60L);

        lose("run-a", 30L);

        refuses("run-b", 11L);
        reserve("run-b", 10, 10L);
    }

    private void lose(String run, long costNanos) {
        var lost = new Cashier.Spent(new TokenUsage(3, 1, 0, 0), costNanos, 5, true);
        room.cashier().enter(account(run), BudgetEvent.CUT_OFF, MODEL, lost);
        assertThat(usage(UsageQuery.Group.PURPOSE))
                .filteredOn(it -> it.key().equals(BudgetEvent.CUT_OFF))
                .singleElement()
                .returns(1L, UsageRow::estimated)
                .returns(costNanos, UsageRow::costNanos);
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
            assertThat(tries.stream().filter(ReservationsTests::succeeded)).hasSize(27);
        }
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
}
