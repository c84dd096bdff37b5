package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedTests {

    @Test
    void whatFitsStays() {
        assertThat(Bounded.of("olá", 1_000)).isEqualTo(new Bounded("olá", false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "世", "😀", "a😀é世"})
    void whatIsTooLongKeepsHeadAndTailWithinTheBound(String letter) {
        var text = "HEAD" + letter.repeat(30_000) + "TAIL";

        var bounded = Bounded.of(text, 4_096);

        assertThat(bounded.cut()).isTrue();
        assertThat(bounded.text()).startsWith("HEAD").endsWith("TAIL").contains("characters left out");
        assertThat(bounded.text().getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(4_096);
        assertThat(new String(bounded.text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                .isEqualTo(bounded.text());
    }
}
