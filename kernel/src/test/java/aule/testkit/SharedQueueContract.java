package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import aule.dispatch.DispatchRoom;
import aule.dispatch.DispatchRoom.Settings;
import aule.dispatch.Limits;
import aule.dispatch.Share;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What several kernels on one database do. A backend proves itself by extending this and adding nothing. */
@Timeout(120)
public abstract class SharedQueueContract extends WithDispatch {

    private static final Settings OTHER = new Settings("other", Limits.of(2), QUICK.heartbeat(), QUICK.backoff());

    private final ConcurrentLinkedQueue<String> workedThere = new ConcurrentLinkedQueue<>();
    private final Semaphore gate = new Semaphore(0);
    private DispatchRoom other;

    @BeforeEach
    void joins() {
        other = another(OTHER);
    }

    @AfterEach
    void parts() {
        other.close();
    }

    private void workingThere(Work work) {
        other.dispatch().handle("run", work::on);
        other.dispatch().start();
    }

    private void atTheGate(String key) throws InterruptedException {
        workedThere.add(key);
        gate.acquire();
    }

    @Nested
    class AtWork {

        @Test
        void isSharedAndNeverDoneTwice() {
            var inside = ConcurrentHashMap.<String>newKeySet();
            var twice = new AtomicBoolean();
            var begunThere = new CountDownLatch(1);
            reopen(QUICK.with(Limits.of(2)));
            working(key -> {
                twice.compareAndSet(false, !inside.add(key));
                begunThere.await(); // the other kernel sees the queue at its next poll
                worked.add(key);
            });
            workingThere(key -> {
                twice.compareAndSet(false, !inside.add(key));
                workedThere.add(key);
                begunThere.countDown();
            });

            IntStream.range(0, 200).forEach(number -> submit("task-" + number));

            Awaiting.until("nothing is left", () -> rows() == 0);
            assertThat(twice).isFalse();
            assertThat(worked.size() + workedThere.size()).isEqualTo(200);
            assertThat(workedThere).isNotEmpty();
        }

        @Test
        void onATaskOfAnotherKernelIsDoneAgainAfterASubmission() {
            submit("same"); // this kernel has not started
            workingThere(SharedQueueContract.this::atTheGate);
            Awaiting.until("the other is at work", () -> workedThere.size() == 1);

            submit("same");
            dispatch().submit("run", "same", new Share("ana", ""), 3);
            gate.release(2);

            Awaiting.until("it is worked on again and gone", () -> workedThere.size() == 2 && rows() == 0);
        }

        @Test
        void ofAnotherKernelCanBeCancelled() {
            submit("stuck");
            var interrupted = new CountDownLatch(1);
            workingThere(key -> {
                try {
                    atTheGate(key);
                } finally {
                    interrupted.countDown();
                }
            });
            Awaiting.until("the other is at work", () -> workedThere.size() == 1);

            dispatch().cancel("run", "stuck");

            Awaiting.until("the other's worker is interrupted", () -> interrupted.getCount() == 0);
            Awaiting.until("the task is gone", () -> rows() == 0);
            assertThat(workedThere).hasSize(1);
        }

        @Test
        void ofAKernelThatStopsGoesOnElsewhere() {
            submit("one");
            submit("two");
            submit("three");
            workingThere(SharedQueueContract.this::atTheGate);
            Awaiting.until("the other is at work", () -> workedThere.size() == 2);
            working(worked::add);
            Awaiting.until("this kernel has the third", () -> worked.contains("three"));

            other.close();

            Awaiting.until("all are worked on", () -> worked.size() == 3 && rows() == 0);
        }
    }
}
