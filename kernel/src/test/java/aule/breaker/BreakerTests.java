package aule.breaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aule.breaker.Circuit.State;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.testkit.FixedClock;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BreakerTests {

    private final FixedClock clock = new FixedClock();
    private final Breaker breaker = new Breakers(
                    new Breakers.Settings(5, Duration.ofSeconds(10), Duration.ofSeconds(30)), clock)
            .of("The tool lamp");

    private void call(Consumer<Breaker.Pass> end) {
        try (var pass = breaker.enter()) {
            end.accept(pass);
        }
    }

    private void fail(int times) {
        for (var time = 0; time < times; time++) {
            call(Breaker.Pass::failed);
        }
    }

    private AuleException refusal() {
        return catchThrowableOfType(AuleException.class, breaker::enter);
    }

    @Test
    void theSixthCallAfterFiveFailuresFailsFastAndSaysUntilWhen() {
        fail(5);

        var refusal = refusal();
        assertThat(refusal.code()).isEqualTo(ErrorCode.CIRCUIT_OPEN);
        assertThat(refusal.sentence()).contains("The tool lamp", "5 times", "2026-");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(10));
        assertThat(breaker.circuit())
                .isEqualTo(new Circuit(State.OPEN, clock.instant().plusSeconds(10)));
    }

    @Test
    void aSuccessInBetweenStartsTheCountAgain() {
        fail(4);
        call(Breaker.Pass::succeeded);
        fail(4);

        assertThat(breaker.circuit().state()).isEqualTo(State.CLOSED);
    }

    @Test
    void oneProbeIsLetThroughAndItsSuccessClosesTheCircuit() {
        fail(5);
        clock.advance(Duration.ofSeconds(10));

        try (var probe = breaker.enter()) {
            assertThat(breaker.circuit().state()).isEqualTo(State.PROBING);
            assertThat(refusal().sentence()).contains("right now");
            probe.succeeded();
        }

        assertThat(breaker.circuit()).isEqualTo(new Circuit(State.CLOSED, null));
        call(Breaker.Pass::succeeded);
    }

    @Test
    void aProbeThatFailsKeepsItOpenForLongerUpToABound() {
        fail(5);
        clock.advance(Duration.ofSeconds(10));
        fail(1);
        assertThat(refusal().retryAfter()).contains(Duration.ofSeconds(20));
        clock.advance(Duration.ofSeconds(20));
        fail(1);

        assertThat(refusal().retryAfter()).contains(Duration.ofSeconds(30));
    }

    @Test
    void aProbeThatIsBrokenOffLeavesRoomForAnother() {
        fail(5);
        clock.advance(Duration.ofSeconds(10));
        call(_ -> {});

        call(Breaker.Pass::succeeded);
        assertThat(breaker.circuit().state()).isEqualTo(State.CLOSED);
    }
}
