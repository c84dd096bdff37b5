package aule.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTests {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0, 7, 8, 13, 27, 0x7F, 0x85, 0xA0, 0xAD, 0x200B, 0x200D, 0x202E, 0x2028, 0x2066, 0xFEFF, 0x3164,
                0xE0041, 0xE000
            })
    void whatHidesIsSpelledOut(int hidden) {
        var text = "rm " + Character.toString(hidden) + "x";

        assertThat(Visible.text(text)).isEqualTo("rm \\u{%x}x".formatted(hidden));
    }

    @Test
    void whatIsReadableStays() {
        var text = "echo 'olá, мир, 世界 😀'\n\tdone";

        assertThat(Visible.text(text)).isEqualTo(text);
    }
}
