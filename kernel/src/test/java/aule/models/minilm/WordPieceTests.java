package aule.models.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordPieceTests {

    private static final WordPiece WORDS = Encoder.words();

    private static String ids(String text) {
        return IntStream.of(WORDS.ids(text)).mapToObj(Integer::toString).collect(Collectors.joining(" "));
    }

    /** The numbers are those of the model's own tokenizer. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "hello world | 7592 2088",
                "Unaffable | 14477 20961 3468",
                "don't | 2123 1005 1056",
                "naïve façade’s “quote” — dash… | 15743 8508 1521 1055 1523 14686 1524 1517 11454 1529",
                "한국어 тест ελληνικά | 1469 30006 30021 29991 30014 30020 29999 30008 1197 15290 29747 22919 1159 29727 29727 24824 16177 18199 29726 14608"
            })
    void textsAreCutAsTheModelLearnedThem(String text, String ids) {
        assertThat(ids(text)).isEqualTo(ids);
    }

    @Test
    void capitalsAccentsAndControlsMakeNoDifference() {
        assertThat(ids("CORAÇÃO\u0000 de\u200b São\tPaulo")).isEqualTo(ids("coracao de sao paulo"));
    }

    @Test
    void aWordTooLongToBeOneIsUnknown() {
        assertThat(ids("a".repeat(101))).isEqualTo("100");
        assertThat(WORDS.ids("a".repeat(100))).hasSizeGreaterThan(1);
    }

    @Test
    void namesOfSpecialTokensArePlainText() {
        assertThat(WORDS.ids("[SEP]")).hasSize(3).doesNotContain(WORDS.id("[SEP]"));
    }
}
