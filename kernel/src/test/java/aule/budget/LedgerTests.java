package aule.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.RunBudget;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.testkit.CountingIds;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LedgerTests extends WithLedger {

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
}
