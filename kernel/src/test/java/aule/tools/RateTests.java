package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.testkit.FixedClock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateTests {

    private final FixedClock clock = new FixedClock();

    @Test
    void theFirstCallBeyondAMinutesShareWaitsForRoom() {
        var rate = new Rate(clock, new CallLimit(60, false));
        for (var i = 0; i < 60; i++) {
            assertThat(rate.take("run-1")).isZero();
        }
        assertThat(rate.take("run-1")).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(rate.take("run-2")).isZero();

        clock.advance(Duration.ofSeconds(1));
        assertThat(rate.take("run-1")).isZero();
        assertThat(rate.take("run-1")).isPositive();
    }

    @Test
    void theEnvironmentSaysHowManyAndWhatHappensBeyond() {
        assertThat(CallLimit.of(Map.of())).isEqualTo(new CallLimit(600, false));
        assertThat(CallLimit.of(Map.of("AULE_TOOL_CALLS_PER_MINUTE", " 60 ", "AULE_TOOL_CALLS_BEYOND", "refuse")))
                .isEqualTo(new CallLimit(60, true));
        assertThat(CallLimit.of(Map.of("AULE_TOOL_CALLS_BEYOND", "wait")).refuses())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "AULE_TOOL_CALLS_PER_MINUTE, 0",
        "AULE_TOOL_CALLS_PER_MINUTE, many",
        "AULE_TOOL_CALLS_PER_MINUTE, 1000001",
        "AULE_TOOL_CALLS_BEYOND, explode"
    })
    void whatItCannotMeanIsNamed(String name, String value) {
        assertThatThrownBy(() -> CallLimit.of(Map.of(name, value)))
                .isInstanceOf(AuleException.class)
                .hasMessageContaining(name);
    }
}
