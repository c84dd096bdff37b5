package aule.agents.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DeadlineTests {

    private static final Duration MOMENT = Duration.ofMillis(1);

    private static Supplier<Duration> from(Queue<Duration> more) {
        return () -> more.isEmpty() ? Duration.ZERO : more.remove();
    }

    private static void waitsForEver() {
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> new CountDownLatch(1).await());
    }

    @Test
    void interruptsWhenTheTimeIsUp() {
        try (var deadline = Deadline.in(MOMENT, from(new ArrayDeque<>()))) {
            waitsForEver();

            assertThat(deadline.passed()).isTrue();
        }
    }

    @Test
    void timeThatWasAddedMeanwhileCounts() {
        var more = new ConcurrentLinkedQueue<>(List.of(MOMENT, MOMENT, MOMENT));
        try (var deadline = Deadline.in(MOMENT, from(more))) {
            waitsForEver();

            assertThat(more).isEmpty();
            assertThat(deadline.passed()).isTrue();
        }
    }

    @Test
    void leavesNothingBehindOnceItIsClosed() {
        var deadline = Deadline.in(Duration.ofHours(1), from(new ArrayDeque<>()));
        deadline.close();

        assertThat(deadline.passed()).isFalse();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
