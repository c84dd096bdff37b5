package aule.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTests {

    @Test
    void areTheUsualOnesUntilTheEnvironmentSaysOtherwise() {
        assertThat(Limits.of(Map.of())).isEqualTo(new Limits(1_024, 1_024));
        assertThat(Limits.of(Map.of("AULE_MAX_RUNS", "16"))).isEqualTo(new Limits(16, 16));
        assertThat(Limits.of(Map.of("AULE_MAX_RUNS", " 64 ", "AULE_MAX_RUNS_PER_OWNER", "8")))
                .isEqualTo(new Limits(64, 8));
        assertThat(Limits.of(Map.of("AULE_MAX_RUNS", ""))).isEqualTo(new Limits(1_024, 1_024));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "many", "1.5", "99999999999"})
    void sayWhichVariableIsWrong(String text) {
        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> Limits.of(Map.of("AULE_MAX_RUNS_PER_OWNER", text)))
                .matches(it -> it.code() == ErrorCode.INVALID)
                .withMessageContaining("AULE_MAX_RUNS_PER_OWNER")
                .withMessageContaining(text);
    }
}
