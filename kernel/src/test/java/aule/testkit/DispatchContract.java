package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.dispatch.Limits;
import aule.dispatch.Share;
import aule.kernel.AuleException;
import aule.kernel.SystemClock;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every dispatcher must do. A backend proves itself by extending this and adding nothing. */
@Timeout(60)
public abstract class DispatchContract extends WithDispatch {

    @Nested
    class Submit {

        @Test
        void hasEveryTaskWorkedOnOnce() {
            working(worked::add);

            IntStream.range(0, 1_000).parallel().forEach(number -> submit("task-" + number));

            Awaiting.until("all tasks are worked on", () -> worked.size() >= 1_000);
            Awaiting.until("no task is left", () -> rows() == 0);
            assertThat(worked).hasSize(1_000).doesNotHaveDuplicates();
        }

        @Test
        void beforeTheStartIsWorkedOnAfterIt() {
            submit("early");

            working(worked::add);

            Awaiting.until("the early task is worked on", () -> worked.contains("early"));
        }

        @Test
        void whileQueuedQueuesOnce() {
            var gate = new Semaphore(0);
            oneSlot(gate);
            submit("blocker");
            Awaiting.until("the blocker is at work", () -> dispatch().working("run", "blocker"));
            submit("twice");
            submit("twice");
            gate.release(10);

            Awaiting.until("nothing is left", () -> rows() == 0);
            assertThat(worked).containsExactly("blocker", "twice");
        }

        @Test
        void whileWorkedOnHasItWorkedOnAgainAndNeverByTwo() {
            var inside = new AtomicInteger();
            var most = new AtomicInteger();
            var wanted = new AtomicInteger();
            var seen = new AtomicInteger();
            working(_ -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                seen.set(wanted.get());
                worked.add("round");
                inside.decrementAndGet();
            });

            for (var round = 0; round < 300; round++) {
                wanted.incrementAndGet();
                submit("same");
            }

            Awaiting.until("the last wish is seen", () -> seen.get() == 300);
            Awaiting.until("nothing is left", () -> rows() == 0);
            assertThat(most).hasValue(1);
            assertThat(worked).hasSizeBetween(1, 300);
        }

        @Test
        void mayComeFromTheTaskItself() {
            working(key -> {
                worked.add(key);
                if (worked.size() < 5) {
                    submit(key);
                }
            });

            submit("loop");

            Awaiting.until("five rounds and no more", () -> worked.size() == 5 && rows() == 0);
        }

        @Test
        void refusesAPriorityThatDoesNotExist() {
            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> dispatch().submit("run", "key", ANA, 6));
        }
    }

    @Nested
    class Order {

        @Test
        void isByPriorityThenByOwnersInTurnThenByAge() {
            var gate = new Semaphore(0);
            oneSlot(gate);
            submit("blocker");
            Awaiting.until("the blocker is at work", () -> dispatch().working("run", "blocker"));
            for (var name : List.of("ana-1", "ana-2", "ana-3", "rui-1", "rui-2")) {
                dispatch().submit("run", name, new Share(name.substring(0, 3), ""), 3);
            }
            dispatch().submit("run", "urgent", ANA, 1);
            dispatch().submit("run", "whenever", new Share("eva", ""), 5);

            assertThat(List.of("blocker", "urgent", "rui-1", "ana-1", "rui-2", "ana-2", "ana-3", "whenever"))
                    .extracting(name -> dispatch().position("run", name))
                    .containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
            gate.release(10);
            Awaiting.until("nothing is left", () -> rows() == 0);
            assertThat(worked)
                    .containsExactly("blocker", "urgent", "rui-1", "ana-1", "rui-2", "ana-2", "ana-3", "whenever");
        }

        @Test
        void keepsToTheSlots() {
            var inside = new AtomicInteger();
            var most = new AtomicInteger();
            reopen(QUICK.with(Limits.of(3)));
            working(key -> {
                most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                LockSupport.parkNanos(100_000);
                worked.add(key);
                inside.decrementAndGet();
            });

            IntStream.range(0, 200).forEach(number -> submit("task-" + number));

            Awaiting.until("nothing is left", () -> rows() == 0);
            assertThat(worked).hasSize(200);
            assertThat(most.get()).isBetween(1, 3);
        }
    }

    @Nested
    class Later {

        @Test
        void isNotBeforeItsTimeAndSoonAfterIt() {
            working(worked::add);
            var due = SystemClock.UTC.instant().plusMillis(300);

            dispatch().submitAt("run", "later", ANA, 3, due);

            Awaiting.until("it is worked on", () -> worked.contains("later"));
            assertThat(SystemClock.UTC.instant()).isBetween(due, due.plusSeconds(3));
        }

        @Test
        void becomesNowWhenSubmitted() {
            working(worked::add);
            dispatch()
                    .submitAt("run", "later", ANA, 3, SystemClock.UTC.instant().plusSeconds(3_600));

            submit("later");

            Awaiting.until("it is worked on", () -> worked.contains("later") && rows() == 0);
        }
    }
}
