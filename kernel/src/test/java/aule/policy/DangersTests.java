package aule.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DangersTests {

    static Stream<String> harmful() {
        return corpus("harmful-commands.txt").stream();
    }

    @ParameterizedTest
    @MethodSource("harmful")
    void aHarmfulCommandIsHeld(String command) {
        assertThat(Dangers.of(command)).as(command).isNotEmpty();
    }

    @Test
    void hardlyAnyHarmlessCommandIsHeld() {
        var harmless = corpus("harmless-commands.txt");
        var held = harmless.stream().filter(it -> !Dangers.of(it).isEmpty()).toList();

        assertThat(harmless).hasSizeGreaterThanOrEqualTo(100);
        assertThat(held).hasSizeLessThanOrEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "'",
                "\"",
                "$(",
                "${",
                "`",
                "\\",
                "<<",
                "<<E",
                "a <<'E'\nx",
                "$'",
                "((((((",
                "{",
                "|||&&;;",
                "$(((("
            })
    void aBrokenScriptIsReadToItsEnd(String script) {
        assertThat(Dangers.of(script)).isEmpty();
    }

    @Test
    void theKindOfDangerIsNamed() {
        assertThat(Dangers.of("mkfs.ext4 /dev/sda1; reboot")).containsExactly("formats", "stops");
    }

    @Test
    void whatACommandRemovesCanBeCounted() {
        assertThat(Removals.of("cd x && sudo rm -rf build 'my dir' && echo rm y; rm \"$Z\" *.log"))
                .containsExactly("build", "my dir", "*.log");
    }

    /** One command a line, {@code \n} for a line break in it. */
    private static List<String> corpus(String name) {
        try (var text = DangersTests.class.getResourceAsStream(name)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(it -> !it.isBlank() && !it.startsWith("## "))
                    .map(it -> it.replace("\\n", "\n"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
