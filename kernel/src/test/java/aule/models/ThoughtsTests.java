package aule.models;

import static org.assertj.core.api.Assertions.assertThat;

import aule.models.ChatModel.Listener;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ThoughtsTests {

    private final List<String> said = new ArrayList<>();
    private final Thoughts thoughts = new Thoughts(Quirks.Marks.USUAL, new Listener() {
        @Override
        public void text(String piece) {
            said.add(piece);
        }

        @Override
        public void lost(Loss loss) {}

        @Override
        public void thought(String piece) {}
    });

    /** In pieces of so many characters. */
    private void take(String answer, int length) {
        for (var from = 0; from < answer.length(); from += length) {
            thoughts.take(answer.substring(from, Math.min(answer.length(), from + length)), 1);
        }
        thoughts.end();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 8, 9, 100})
    void whatStandsBeforeTheAnswerIsReasoningHoweverItIsCut(int length) {
        take("\n<think>\n2 < 3 </ and 2\n</think>\n\nIt is <b>4</think>.", length);

        assertThat(thoughts.thought()).isEqualTo("\n2 < 3 </ and 2\n");
        assertThat(thoughts.text().strip()).isEqualTo("It is <b>4</think>.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "<thin air", "<thinking> is fun", " <", "", "a <think>b</think>"})
    void anAnswerWithoutReasoningIsWhole(String answer) {
        take(answer, 2);

        assertThat(thoughts.text()).isEqualTo(answer);
        assertThat(String.join("", said)).isEqualTo(answer);
        assertThat(thoughts.thought()).isEmpty();
        assertThat(thoughts.tokens()).isZero();
    }

    @Test
    void reasoningThatThePromptOpenedNeedsNoMark() {
        thoughts.inside();
        take("hm</think>yes", 4);

        assertThat(thoughts.thought()).isEqualTo("hm");
        assertThat(thoughts.text()).isEqualTo("yes");
        assertThat(thoughts.tokens()).isPositive();
    }
}
