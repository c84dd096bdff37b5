package aule.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VisibleTests {

    @Test
    void exactWritesOutWhatAReaderCouldMiss() {
        assertThat(Visible.exact("a\u00a0b\u200b\u202ec\r\td\u001b[0m\u3164"))
                .isEqualTo("a\\u{00a0}b\\u{200b}\\u{202e}c\\r\\td\\e[0m\\u{3164}");
    }

    @Test
    void exactMarksSpacesAtTheEndOfALine() {
        assertThat(Visible.exact("rm x  \n y ")).isEqualTo("rm x··\n y·");
    }

    @Test
    void exactLeavesOrdinaryTextAlone() {
        assertThat(Visible.exact("olá, 你好 → fim\nnext")).isEqualTo("olá, 你好 → fim\nnext");
    }

    @Test
    void plainDropsWholeEscapeSequences() {
        assertThat(Visible.plain("a\u001b[31;1mb\u001b]8;;http://x\u0007c\u001b(Bd\u009be"))
                .isEqualTo("abc(Bde");
    }

    @Test
    void nothingSteersATerminalWhateverTheTextIs() {
        Random random = new Random(7);
        String alphabet = "\u001b[]()0;m\u0007\u0008\r\n\tab\u009b\ud83d\ude00\ud83d";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int at = 0; at < random.nextInt(12); at++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(Visible.plain(text.toString())).doesNotContain("\u001b", "\u0007", "\b", "\r", "\u009b");
            assertThat(Visible.exact(text.toString()).codePoints())
                    .noneMatch(character -> character != '\n' && Character.isISOControl(character));
        }
    }

    @Test
    void aLineIsCutWithAMark() {
        assertThat(Visible.line("one\ntwo   three", 8)).isEqualTo("one two…");
    }
}
