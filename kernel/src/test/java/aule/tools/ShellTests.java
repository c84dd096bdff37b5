package aule.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShellTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Linux | true | Commands run in bash on Linux; paths are written with /, and upper and lower case differ.",
                "Linux | false | Commands run in sh on Linux; paths are written with /, and upper and lower case differ.",
                "Mac OS X | true | Commands run in bash on macOS; paths are written with /, mostly in any case of letters.",
                "Windows 11 | false | Commands run in cmd.exe on Windows; paths are written with \\ and a drive such as C:, in any case of letters.",
            })
    void everySystemHasItsWords(String system, boolean bash, String manual) {
        assertThat(Shell.of(system, bash).manual()).isEqualTo(manual);
    }

    @Test
    void theShellOfThisMachineIsThere() {
        assertThat(Files.isExecutable(Path.of(Shell.HERE.program()))).isTrue();
    }
}
