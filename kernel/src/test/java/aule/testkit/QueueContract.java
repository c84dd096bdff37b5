package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.dispatch.Limits;
import aule.dispatch.Place;
import aule.dispatch.Queued;
import aule.dispatch.Share;
import aule.kernel.AuleException;
import aule.kernel.SystemClock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What people see of the queue and do to it. A backend proves itself by extending this and adding nothing. */
@Timeout(120)
public abstract class QueueContract extends WithDispatch {

    private static final Share RUI = new Share("rui", "");

    private final Semaphore gate = new Semaphore(0);

    private void blocked() {
        oneSlot(gate);
        submit("blocker");
        Awaiting.until("the blocker is at work", () -> dispatch().working("run", "blocker"));
        worked.clear();
    }

    private void drain() {
        gate.release(100_000);
        Awaiting.until("nothing is left", () -> rows() == 0);
    }

    private List<String> queued() {
        return dispatch().queue(0, 10_000).stream().map(Queued::key).toList();
    }

    @Nested
    class Listing {

        @Test
        void isTheOrderInWhichTasksReallyBegin() {
            blocked();
            var random = new Random(1);
            for (var number = 0; number < 60; number++) {
                var share = new Share("owner-" + random.nextInt(3), "project-" + random.nextInt(3));
                dispatch().submit("run", "task-" + number, share, 1 + random.nextInt(5));
            }

            var foretold = queued();
            assertThat(dispatch().queue(0, 100))
                    .extracting(Queued::position)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, 60).boxed().toList());
            assertThat(dispatch().queue(20, 10))
                    .isEqualTo(dispatch().queue(0, 100).subList(20, 30));
            assertThat(dispatch().queue(60, 10)).isEmpty();
            var positions = dispatch().positions("run", foretold);
            foretold.forEach(key -> assertThat(positions.get(key))
                    .isEqualTo(dispatch().position("run", key))
                    .isEqualTo(foretold.indexOf(key) + 1));
            drain();

            assertThat(worked).containsExactlyElementsOf(foretold);
        }

        @Test
        void saysWhatATaskIs() {
            blocked();
            var before = SystemClock.UTC.instant().minusMillis(1);
            dispatch().submit("run", "mine", new Share("ana", "house"), 4);

            var only = dispatch().queue(0, 10).getFirst();

            assertThat(only.since()).isBetween(before, SystemClock.UTC.instant());
            assertThat(only).isEqualTo(new Queued("run", "mine", new Share("ana", "house"), 4, only.since(), 1));
            assertThat(dispatch().positions("run", List.of("mine", "unknown")))
                    .containsEntry("mine", 1)
                    .containsEntry("unknown", 0);
            drain();
        }

        @Test
        void ofTenThousandComesBackWithoutAThreadForEach() {
            submit("first");
            copy("first", IntStream.range(0, 9_999).mapToObj(it -> "copy-" + it).toList());
            reopen(QUICK.with(Limits.of(4)));
            var threads = new ConcurrentLinkedQueue<String>();
            working(key -> {
                threads.add(Thread.currentThread().getName());
                gate.acquire();
            });

            Awaiting.until("four are at work", () -> threads.size() == 4);
            assertThat(dispatch().queue(9_990, 10)).hasSize(6);
            gate.release(50);
            Awaiting.until("54 were at work", () -> threads.size() == 54);

            assertThat(threads)
                    .allSatisfy(name ->
                            assertThat(Integer.parseInt(name.substring(9))).isLessThan(200));
        }
    }

    @Nested
    class Move {

        @Test
        void reordersWhatReallyBegins() {
            blocked();
            List.of("a", "b", "c", "d", "e").forEach(QueueContract.this::submit);

            dispatch().move("run", "e", new Place.First());
            dispatch().move("run", "a", new Place.Last());
            dispatch().move("run", "d", new Place.Before("run", "b"));
            dispatch().move("run", "e", new Place.After("run", "c"));

            assertThat(queued()).containsExactly("d", "b", "c", "e", "a");
            drain();
            assertThat(worked).containsExactly("d", "b", "c", "e", "a");
        }

        @Test
        void takesOverThePriorityOfItsNeighbour() {
            blocked();
            dispatch().submit("run", "urgent", ANA, 1);
            dispatch().submit("run", "low", ANA, 4);

            dispatch().move("run", "low", new Place.Before("run", "urgent"));

            assertThat(dispatch().queue(0, 10)).extracting(Queued::key).containsExactly("low", "urgent");
            assertThat(dispatch().queue(0, 10)).extracting(Queued::priority).containsExactly(1, 1);
            drain();
        }

        @Test
        void survivesTheNextLife() {
            blocked();
            List.of("a", "b", "c").forEach(QueueContract.this::submit);
            dispatch().move("run", "c", new Place.First());
            dispatch().reprioritise("run", "a", 5);
            dispatch().cancel("run", "blocker");
            Awaiting.until("c is at work", () -> dispatch().working("run", "c"));

            reopen(QUICK.with(Limits.of(1)));
            oneSlotAgain();

            Awaiting.until("c is at work again", () -> dispatch().working("run", "c"));
            assertThat(queued()).containsExactly("b", "a");
            drain();
        }

        private void oneSlotAgain() {
            working(_ -> gate.acquire());
        }

        @Test
        void refusesWhatIsNotQueuedForTheOwner() {
            blocked();
            submit("mine");
            dispatch().submit("run", "theirs", RUI, 3);

            List.<Runnable>of(
                            () -> dispatch().move("run", "unknown", new Place.First()),
                            () -> dispatch().move("run", "blocker", new Place.First()),
                            () -> dispatch().move("run", "mine", new Place.Before("run", "theirs")),
                            () -> dispatch().move("run", "mine", new Place.After("run", "blocker")))
                    .forEach(move -> assertThatExceptionOfType(AuleException.class)
                            .isThrownBy(move::run)
                            .withMessageContaining("not queued"));
            assertThat(queued()).containsExactly("theirs", "mine");
            drain();
        }
    }

    @Nested
    class Reprioritise {

        @Test
        void takesEffectInTheQueueAtOnce() {
            blocked();
            List.of("a", "b", "c").forEach(QueueContract.this::submit);

            dispatch().reprioritise("run", "c", 1);
            dispatch().reprioritise("run", "a", 5);

            assertThat(queued()).containsExactly("c", "b", "a");
            drain();
            assertThat(worked).containsExactly("c", "b", "a");
        }

        @Test
        void whileWorkingIsForTheNextRound() {
            blocked();
            submit("blocker");
            List.of("a", "b").forEach(QueueContract.this::submit);

            dispatch().reprioritise("run", "blocker", 2);
            gate.release();

            Awaiting.until("the next round is at work", () -> worked.contains("blocker"));
            assertThat(worked).containsExactly("blocker");
            drain();
        }

        @Test
        void ofATimerIsForItsStart() {
            blocked();
            submit("a");
            var due = SystemClock.UTC.instant().plusMillis(200);
            dispatch().submitAt("run", "later", ANA, 5, due);
            dispatch().reprioritise("run", "later", 1);

            Awaiting.until("it is queued", () -> dispatch().position("run", "later") == 1);
            drain();
            assertThat(worked).containsExactly("later", "a");
        }

        @Test
        void ofAnUnknownTaskDoesNothing() {
            dispatch().reprioritise("run", "unknown", 1);

            assertThat(rows()).isZero();
        }
    }

    @Nested
    class Limit {

        @Test
        void ofAnOwnerQueuesTheRest() {
            reopen(QUICK.with(new Limits(10, 2)));
            working(key -> {
                worked.add(key);
                gate.acquire();
            });

            List.of("a", "b", "c", "d").forEach(QueueContract.this::submit);
            dispatch().submit("run", "theirs", RUI, 5);

            Awaiting.until("three are at work", () -> worked.size() == 3);
            assertThat(worked).containsExactlyInAnyOrder("a", "b", "theirs");
            assertThat(queued()).containsExactly("c", "d");
            drain();
            assertThat(worked).hasSize(5);
        }

        @Test
        void thatGrowsGrantsAtOnce() {
            blocked();
            List.of("a", "b", "c").forEach(QueueContract.this::submit);

            dispatch().limits(Limits.of(3));

            Awaiting.until("two more are at work", () -> worked.size() == 2);
            assertThat(worked).containsExactlyInAnyOrder("a", "b");
            assertThat(queued()).containsExactly("c");
            dispatch().limits(Limits.of(1));
            gate.release();
            Awaiting.until("one has ended", () -> rows() == 3);
            assertThat(queued()).containsExactly("c");
            drain();
        }
    }

    @Nested
    class Timer {

        @Test
        void survivesMonthsAndLives() {
            var quarter = Duration.ofDays(90);
            dispatch()
                    .submitAt("run", "later", ANA, 3, SystemClock.UTC.instant().plus(quarter));
            reopen(QUICK);
            working(worked::add);
            submit("now");
            Awaiting.until("the other is done", () -> worked.contains("now") && rows() == 1);
            assertThat(worked).containsExactly("now");
            assertThat(queued()).isEmpty();

            reopen(QUICK, () -> SystemClock.UTC.instant().plus(quarter).plusSeconds(1));
            working(worked::add);

            Awaiting.until("it is worked on", () -> worked.contains("later") && rows() == 0);
        }

        @Test
        void isQueuedWhenThereIsNoSlot() {
            blocked();
            dispatch()
                    .submitAt("run", "later", ANA, 1, SystemClock.UTC.instant().plusMillis(100));
            submit("a");

            Awaiting.until("it is queued", () -> dispatch().position("run", "later") == 1);
            assertThat(queued()).containsExactly("later", "a");
            drain();
            assertThat(worked).containsExactly("later", "a");
        }
    }
}
