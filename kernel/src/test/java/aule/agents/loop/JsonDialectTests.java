package aule.agents.loop;

import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.loop.ReAct.Parsed;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.models.Loss;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDialectTests {

    private static final String STEP = "{\"thought\": \"I look.\", \"action\": {\"tool\": \"read_file\","
            + " \"arguments\": {\"path\": \"a {b}\\\"c\"}}}";

    private static final String ANSWER = "{\"thought\": \"Seen, \\u00e9\\ud83d\\ude00.\", \"action\": {\"answer\":"
            + " \"It says:\\n\\t\\\"thought\\\": \\\\o/ {[\"}}";

    private final JsonDialect dialect = new JsonDialect();

    static Stream<String> calls() {
        return Stream.of(
                STEP,
                "```json\n" + STEP + "\n```",
                "Here is my step:\n" + STEP,
                STEP.replace('"', '\'').replace("\\'", "\\\""),
                STEP.replace("}}}", "},}}"),
                "{\"thought\":\"I look.\",\"tool\":\"read_file\",\"arguments\":{\"path\":\"a {b}\\\"c\"}}",
                "{\"thought\":\"I look.\",\"action\":\"read_file\",\"action_input\":{\"path\":\"a {b}\\\"c\"}}",
                "Thought: I look.\nAction: read_file\nAction Input: {\"path\": \"a {b}\\\"c\"}");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallIsReadFromWhateverWasMadeOfTheForm(String text) {
        assertThat(JsonStep.parse(text)).isInstanceOfSatisfying(Parsed.Act.class, act -> {
            assertThat(act.thought()).isEqualTo("I look.");
            assertThat(act.tool()).isEqualTo("read_file");
            assertThat(act.input().replace(" ", "")).isEqualTo("{\"path\":\"a{b}\\\"c\"}");
        });
    }

    @Test
    void anAnswerEndsTheRun() {
        var heard = dialect.hear(reply(ANSWER), 0);

        assertThat(heard.isFinal()).isTrue();
        assertThat(heard.thought()).isEqualTo("Seen, é😀.");
        assertThat(heard.text()).isEqualTo("It says:\n\t\"thought\": \\o/ {[");
    }

    @Test
    void aCallThatEndsInTheMiddleIsNotMade() {
        var cut = STEP.substring(0, STEP.length() - 8);

        assertThat(JsonStep.parse(cut)).isInstanceOf(Parsed.Unclear.class);
        assertThat(dialect.nudge(answer(cut))).contains("middle", "\"action\"");
    }

    @Test
    void plainWordsAreAskedForOnceMoreAndThenTheAnswer() {
        assertThat(dialect.hear(reply("Hello!"), 0).isFinal()).isFalse();
        assertThat(dialect.hear(reply("Hello!"), 1).isFinal()).isTrue();
        assertThat(dialect.nudge(answer("Hello!"))).contains("not the JSON object", "\"answer\"");
    }

    @Test
    void anEarlierCallIsShownInTheSameForm() {
        var call = new RunEvent.ToolRequest("call-1", "read_file", "{\"path\":\"a\"}");
        var said = dialect.said(answer("", call));

        assertThat(said)
                .isEqualTo(new Message.Assistant(
                        "{\"thought\":\"I look.\",\"action\":{\"tool\":\"read_file\",\"arguments\":{\"path\":\"a\"}}}",
                        List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1_000})
    void thoughtAndAnswerAreShownWhileTheJsonIsStillComing(int size) {
        var shown = new Pieces();
        var listener = new JsonListener(shown, ChatModel.Listener.NONE);
        cut("```json\n" + ANSWER, size).forEach(listener::text);

        assertThat(shown.thoughts.toString()).isEqualTo("Seen, é😀.");
        assertThat(shown.texts.toString()).isEqualTo("It says:\n\t\"thought\": \\o/ {[");
        assertThat(shown.broken).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1_000})
    void argumentsAreNotShown(int size) {
        var shown = new Pieces();
        var listener = new JsonListener(shown, ChatModel.Listener.NONE);
        cut(STEP.replace("path", "answer"), size).forEach(listener::text);

        assertThat(shown.thoughts.toString()).isEqualTo("I look.");
        assertThat(shown.texts.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 1_000})
    void whatIsNoObjectIsShownAsTheTextFormHasIt(int size) {
        var rough = new Pieces();
        var listener = new JsonListener(ChatModel.Listener.NONE, rough);
        cut("Thought: {no} object", size).forEach(listener::text);

        assertThat(rough.texts.toString()).isEqualTo("Thought: {no} object");
    }

    private static List<String> cut(String text, int size) {
        return Stream.iterate(0, at -> at < text.length(), at -> at + size)
                .map(at -> text.substring(at, Math.min(text.length(), at + size)))
                .toList();
    }

    private static ChatModel.Reply reply(String text) {
        return new ChatModel.Reply(text, "", List.of(), "stop", TokenUsage.NONE, 0, 0);
    }

    private static RunEvent.ModelAnswered answer(String text, RunEvent.ToolRequest... calls) {
        return new RunEvent.ModelAnswered(
                new RunId("run-1"),
                1,
                "m",
                "I look.",
                text,
                List.of(calls),
                TokenUsage.NONE,
                0,
                0,
                0,
                "",
                Map.of(),
                0,
                null,
                false,
                null,
                null);
    }

    /** What a watcher saw. */
    private static final class Pieces implements ChatModel.Listener {

        private final StringBuilder texts = new StringBuilder();
        private final StringBuilder thoughts = new StringBuilder();
        private boolean broken;

        @Override
        public void text(String piece) {
            texts.append(piece);
            look(piece);
        }

        @Override
        public void lost(Loss loss) {}

        @Override
        public void thought(String piece) {
            thoughts.append(piece);
            look(piece);
        }

        private void look(String piece) {
            broken |= Character.isHighSurrogate(piece.charAt(piece.length() - 1));
        }
    }
}
