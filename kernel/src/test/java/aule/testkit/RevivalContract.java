package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import aule.dispatch.Limits;
import aule.kernel.SystemClock;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of tasks that do not simply end. A backend proves itself by extending this and adding nothing. */
@Timeout(60)
public abstract class RevivalContract extends WithDispatch {

    @Nested
    class NextLife {

        @Test
        void takesUpWhatWasNotFinished() {
            var begun = new CountDownLatch(2);
            working(_ -> {
                begun.countDown();
                new CountDownLatch(1).await();
            });
            submit("one");
            submit("two");
            Awaiting.until("both began", () -> begun.getCount() == 0);

            reopen(QUICK);
            working(worked::add);

            Awaiting.until("both are worked on again", () -> worked.size() == 2 && rows() == 0);
        }

        @Test
        void takesUpWhatWasQueued() {
            oneSlot(new Semaphore(0));
            submit("blocker");
            Awaiting.until("the blocker is at work", () -> dispatch().working("run", "blocker"));
            submit("second");
            dispatch().submit("run", "first", ANA, 1);
            worked.clear();

            reopen(QUICK.with(Limits.of(1)));
            working(worked::add);

            Awaiting.until("nothing is left", () -> rows() == 0);
            assertThat(worked).containsExactlyInAnyOrder("first", "blocker", "second");
        }
    }

    @Nested
    class Cancel {

        @Test
        void interruptsTheWorkerAndEndsTheTask() {
            var interrupted = new CountDownLatch(1);
            working(_ -> {
                try {
                    new CountDownLatch(1).await();
                } finally {
                    interrupted.countDown();
                }
            });
            submit("stuck");
            Awaiting.until("it is at work", () -> dispatch().working("run", "stuck"));

            dispatch().cancel("run", "stuck");

            Awaiting.until("the worker is interrupted", () -> interrupted.getCount() == 0);
            Awaiting.until("the task is gone", () -> rows() == 0);
            assertThat(dispatch().working("run", "stuck")).isFalse();
        }

        @Test
        void takesATaskOutOfTheQueue() {
            var gate = new Semaphore(0);
            oneSlot(gate);
            submit("blocker");
            Awaiting.until("the blocker is at work", () -> dispatch().working("run", "blocker"));
            submit("unwanted");
            submit("wanted");

            dispatch().cancel("run", "unwanted");

            assertThat(dispatch().position("run", "unwanted")).isZero();
            assertThat(dispatch().position("run", "wanted")).isEqualTo(1);
            gate.release(10);
            Awaiting.until("nothing is left", () -> rows() == 0);
            assertThat(worked).containsExactly("blocker", "wanted");
        }

        @Test
        void takesBackWhatIsForLater() {
            dispatch()
                    .submitAt("run", "later", ANA, 3, SystemClock.UTC.instant().plusSeconds(3_600));

            dispatch().cancel("run", "later");

            assertThat(rows()).isZero();
        }

        @Test
        void ofAnUnknownTaskDoesNothing() {
            dispatch().cancel("run", "unknown");

            working(worked::add);
            submit("unknown");
            Awaiting.until("it is worked on", () -> worked.contains("unknown"));
        }

        @Test
        void thenSubmitWorksAgain() {
            var calls = new AtomicInteger();
            working(key -> {
                if (calls.incrementAndGet() == 1) {
                    new CountDownLatch(1).await();
                }
                worked.add(key);
            });
            submit("phoenix");
            Awaiting.until("it is at work", () -> dispatch().working("run", "phoenix"));
            dispatch().cancel("run", "phoenix");
            submit("phoenix");

            Awaiting.until("it is worked on again", () -> worked.contains("phoenix") && rows() == 0);
        }
    }

    @Nested
    class Failure {

        @Test
        void isTriedAgain() {
            var calls = new AtomicInteger();
            working(key -> {
                if (calls.incrementAndGet() < 3) {
                    throw new IllegalStateException("not yet");
                }
                worked.add(key);
            });

            submit("shaky");

            Awaiting.until("it succeeds", () -> worked.contains("shaky") && rows() == 0);
            assertThat(calls).hasValue(3);
        }

        @Test
        void isGivenUpAtLastAndCanBeSubmittedAgain() {
            var broken = new AtomicBoolean(true);
            var givenUp = new ConcurrentLinkedQueue<String>();
            dispatch().whenGivenUp((kind, key, last) -> givenUp.add(kind + " " + key + " " + last.getMessage()));
            working(key -> {
                if (broken.get()) {
                    throw new IllegalStateException("broken");
                }
                worked.add(key);
            });
            submit("bad");
            Awaiting.until("it is given up", () -> givenUp.contains("run bad broken"));
            assertThat(rows()).isEqualTo(1);

            broken.set(false);
            submit("bad");

            Awaiting.until("it is worked on", () -> worked.contains("bad") && rows() == 0);
        }
    }
}
