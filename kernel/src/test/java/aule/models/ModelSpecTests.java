package aule.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelSpecTests {

    private static final ModelSpec.Supports ALL = new ModelSpec.Supports(true, true, true, true, false);
    private static final ModelSpec SPEC = new ModelSpec(
            "p/m",
            "m",
            "p",
            "code",
            "8B",
            "http://127.0.0.1:9",
            true,
            true,
            8_192,
            ALL,
            4_096,
            new Price(3, 5),
            ModelSpec.Family.FRONTIER,
            Set.of("code", "mine"));

    @Test
    void aModelThatIsAskedInAnotherWayKeepsAllElse() {
        var other = SPEC.with(ALL.with(false, true));
        assertThat(other.supports()).isEqualTo(new ModelSpec.Supports(false, true, true, true, false));
        assertThat(other.with(ALL)).isEqualTo(SPEC);
        assertThat(SPEC.withPrice(null).withPrice(SPEC.price())).isEqualTo(SPEC);
    }
}
