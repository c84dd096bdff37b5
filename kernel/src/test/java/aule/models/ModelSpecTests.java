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
        assertThat(SPEC.dialect()).isEqualTo(Quirks.Dialect.NATIVE);
        var other = SPEC.withQuirks(new Quirks(Quirks.Dialect.JSON, null, null));
        assertThat(other.dialect()).isEqualTo(Quirks.Dialect.JSON);
        assertThat(other.withQuirks(Quirks.NONE)).isEqualTo(SPEC);
        assertThat(SPEC.withPrice(null).withPrice(SPEC.price())).isEqualTo(SPEC);
    }
}
