package aule.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostscriptTests {

    private final Postscript postscript = new Postscript("secret");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 20, 1000})
    void itIsTakenOutHoweverTheBytesArrive(int size) {
        var noise = "\0\0secret".repeat(300) + "\0secret 1 1 1\nand on" + "x".repeat(200);

        assertThat(heard(noise + "\0secret 2 0 137\n", size)).isEqualTo(noise);
        assertThat(postscript.exceeded()).isEqualTo("memory");
        assertThat(postscript.exit()).hasValue(137);
    }

    @ParameterizedTest
    @CsvSource({"0 0 0,''", "1 0 0,memory", "0 4 1,processes", "0 0,''", "x 0 0,''"})
    void itTellsTheLimitThatWasHit(String counts, String limit) {
        assertThat(heard("\0secret " + counts + "\n", 64)).isEmpty();
        assertThat(postscript.exceeded()).isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "ends in \0", "ends in \0secre", "ends in \0secret"})
    void whatIsNoneIsHeardToItsEnd(String text) {
        assertThat(heard(text, 3)).isEqualTo(text);
        assertThat(postscript.exit()).isEmpty();
    }

    private String heard(String text, int size) {
        var heard = new StringBuilder();
        var bytes = text.getBytes(ISO_8859_1);
        for (int at = 0; at < bytes.length; at += size) {
            var piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + size));
            heard.append(new String(postscript.heard(piece), ISO_8859_1));
        }
        return heard.append(new String(postscript.end(), ISO_8859_1)).toString();
    }
}
