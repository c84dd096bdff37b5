package aule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.TokenUsage;
import aule.models.ChatModel.Listener;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Reply;
import aule.models.ChatModel.Request;
import aule.testkit.FixedClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GatesTests {

    private static final ModelSpec SPEC = new ModelSpec(
            "far/m", "m", "far", "general", "", "", false, true, null, new ModelSpec.Supports(true, false, true));

    private final FixedClock clock = new FixedClock();
    private final List<Duration> pauses = new ArrayList<>();
    private final Gates gates = new Gates(clock, time -> {
        pauses.add(time);
        clock.advance(time);
    });

    private static Configured far(@Nullable Integer requests, @Nullable Integer tokens, @Nullable Integer inFlight) {
        var limits = new Configured.Limits(requests, tokens, inFlight);
        return new Configured(
                "far", "Far", "", Protocol.OPENAI, "http://far.example", false, false, false, true, "", limits);
    }

    /** Answers at once and says what it used. */
    private record Using(TokenUsage usage) implements ChatModel {

        @Override
        public ModelSpec spec() {
            return SPEC;
        }

        @Override
        public Reply chat(Request request, Listener listener) {
            return new Reply("ok", "", List.of(), "stop", usage, 1, 1);
        }
    }

    private static void ask(ChatModel model) throws InterruptedException {
        model.chat(new Request("", List.of(new Message.User("hello")), List.of(), 100, null), Listener.NONE);
    }

    @Test
    void moreCallsThanAMinuteAllowsWaitForTheirTurn() throws InterruptedException {
        var model = gates.guard(new Using(TokenUsage.NONE), far(2, null, null));
        ask(model);
        ask(model);
        assertThat(pauses).isEmpty();
        ask(gates.guard(new Using(TokenUsage.NONE), far(2, null, null)));
        assertThat(pauses)
                .singleElement()
                .satisfies(it -> assertThat(it).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(31)));
    }

    @Test
    void tokensCountAsTheyWereUsed() throws InterruptedException {
        var model = gates.guard(new Using(new TokenUsage(500, 500, 0, 0)), far(null, 1_000, null));
        ask(model);
        assertThat(pauses).isEmpty();
        ask(model);
        assertThat(pauses).hasSize(1);
    }

    @Test
    void whoeverWouldWaitTooLongIsToldWhenToComeBack() throws InterruptedException {
        var model = gates.guard(new Using(new TokenUsage(9_000, 0, 0, 0)), far(null, 1_000, null));
        ask(model);
        assertThatThrownBy(() -> ask(model)).isInstanceOfSatisfying(AuleException.class, it -> {
            assertThat(it.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(it.retryAfter().orElseThrow()).isGreaterThan(Duration.ofMinutes(2));
            assertThat(it.sentence()).contains("far");
        });
        assertThat(pauses).isEmpty();
    }

    @Test
    void noMoreCallsThanAllowedAreUnderWayTogether() throws InterruptedException {
        var together = new AtomicInteger();
        var most = new AtomicInteger();
        var begun = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var slow = new ChatModel() {
            @Override
            public ModelSpec spec() {
                return SPEC;
            }

            @Override
            public Reply chat(Request request, Listener listener) throws InterruptedException {
                most.accumulateAndGet(together.incrementAndGet(), Math::max);
                begun.countDown();
                go.await();
                together.decrementAndGet();
                return new Reply("ok", "", List.of(), "stop", TokenUsage.NONE, 1, 1);
            }
        };
        var threads = new ArrayList<Thread>();
        for (var each = 0; each < 4; each++) {
            threads.add(Thread.ofVirtual().start(() -> {
                try {
                    ask(gates.guard(slow, far(null, null, 1)));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        begun.await();
        go.countDown();
        for (var thread : threads) {
            thread.join();
        }
        assertThat(most).hasValue(1);
        assertThat(together).hasValue(0);
    }
}
