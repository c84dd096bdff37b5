package aule.agents.loop;

import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.loop.ReAct.Parsed;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReActTests {

    private static final String INPUT = "{\"path\": \"a.txt\"}";

    static Stream<Arguments> actions() {
        return Stream.of(
                act("plain", "Thought: I look.\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}", "I look."),
                act("no thought", "Action: read_file\nAction Input: {\"path\": \"a.txt\"}", ""),
                act(
                        "lower case",
                        "thought: I look.\naction: read_file\naction input: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "upper case",
                        "THOUGHT: I look.\nACTION: read_file\nACTION INPUT: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "bold",
                        "**Thought:** I look.\n**Action:** read_file\n**Action Input:** {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "bold, colon outside",
                        "**Thought**: I look.\n**Action**: read_file\n**Action Input**: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "headings",
                        "### Thought: I look.\n### Action: read_file\n### Action Input: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "list",
                        "- Thought: I look.\n- Action: read_file\n- Action Input: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "numbers",
                        "1. Thought: I look.\n2. Action: read_file\n3. Action Input: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "numbered labels",
                        "Thought 1: I look.\nAction 1: read_file\nAction Input 1: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "quote",
                        "> Thought: I look.\n> Action: read_file\n> Action Input: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "underscore",
                        "Thought: I look.\nAction: read_file\nAction_Input: {\"path\": \"a.txt\"}",
                        "I look."),
                act("joined", "Thought: I look.\nAction: read_file\nActionInput: {\"path\": \"a.txt\"}", "I look."),
                act(
                        "windows lines",
                        "Thought: I look.\r\nAction: read_file\r\nAction Input: {\"path\": \"a.txt\"}\r\n",
                        "I look."),
                act(
                        "backticks",
                        "Thought: I look.\nAction: `read_file`\nAction Input: `{\"path\": \"a.txt\"}`",
                        "I look."),
                act(
                        "quotes",
                        "Thought: I look.\nAction: \"read_file\"\nAction Input: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "brackets",
                        "Thought: I look.\nAction: [read_file]\nAction Input: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "full stop",
                        "Thought: I look.\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}.",
                        "I look."),
                act(
                        "fence",
                        "Thought: I look.\nAction: read_file\nAction Input:\n```json\n{\"path\": \"a.txt\"}\n```",
                        "I look."),
                act(
                        "bare fence",
                        "Thought: I look.\nAction: read_file\nAction Input: ```\n{\"path\": \"a.txt\"}\n```",
                        "I look."),
                act(
                        "input on its own line",
                        "Thought: I look.\nAction: read_file\nAction Input:\n{\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "words after the input",
                        "Thought: I look.\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}\nThis will show it.",
                        "I look."),
                act(
                        "made-up observation",
                        "Thought: I look.\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}\nObservation: hello\nFinal Answer: hello",
                        "I look."),
                act(
                        "made-up observation without a break",
                        "Thought: I look.\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}\nObservation: x\nThought: y\nAction: exec\nAction Input: {}",
                        "I look."),
                act(
                        "several actions",
                        "Thought: I look.\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}\nAction: exec\nAction Input: {\"command\": \"ls\"}",
                        "I look."),
                act(
                        "an answer too early",
                        "Thought: I look.\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}\nFinal Answer: done",
                        "I look."),
                act("a call", "Thought: I look.\nAction: read_file({\"path\": \"a.txt\"})", "I look."),
                act(
                        "words before",
                        "Let me see.\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}",
                        "Let me see."),
                act(
                        "an echo first",
                        "Observation: nothing yet\nThought: I look.\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "thinking aside",
                        "<think>I look.</think>\nAction: read_file\nAction Input: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "thinking with labels inside",
                        "<think>I look.\nAction: exec\n</think>Action: read_file\nAction Input: {\"path\": \"a.txt\"}",
                        "I look.\nAction: exec"),
                act(
                        "portuguese",
                        "Pensamento: I look.\nAção: read_file\nEntrada da ação: {\"path\": \"a.txt\"}",
                        "I look."),
                act(
                        "wide colon",
                        "Thought： I look.\nAction： read_file\nAction Input： {\"path\": \"a.txt\"}",
                        "I look."));
    }

    private static Arguments act(String name, String text, String thought) {
        return Arguments.of(name, text, thought);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("actions")
    void understandsAnAction(String name, String text, String thought) {
        assertThat(ReAct.parse(text)).isEqualTo(new Parsed.Act(thought, "read_file", INPUT));
    }

    static Stream<Arguments> objects() {
        return Stream.of(
                Arguments.of("{\"thought\": \"t\", \"action\": \"exec\", \"action_input\": {\"command\": \"ls\"}}"),
                Arguments.of(
                        "```json\n{\"thought\": \"t\", \"action\": \"exec\", \"action_input\": {\"command\": \"ls\"}}\n```"),
                Arguments.of("{\"thought\": \"t\", \"name\": \"exec\", \"arguments\": {\"command\": \"ls\"}}"),
                Arguments.of("{\"thought\": \"t\", \"tool\": \"exec\", \"input\": {\"command\": \"ls\"}}"),
                Arguments.of("Thought: t\nAction: {\"action\": \"exec\", \"action_input\": {\"command\": \"ls\"}}"),
                Arguments.of("Thought: t\nAction Input: {\"name\": \"exec\", \"arguments\": {\"command\": \"ls\"}}"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void understandsAnActionThatIsAnObject(String text) {
        assertThat(ReAct.parse(text)).isEqualTo(new Parsed.Act("t", "exec", "{\"command\":\"ls\"}"));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("Final Answer: It is done.", ""),
                Arguments.of("Thought: t\nFinal Answer: It is done.", "t"),
                Arguments.of("Thought: t\n**Final Answer:** It is done.", "t"),
                Arguments.of("Thought: t\nFinal_Answer: It is done.", "t"),
                Arguments.of("Thought: t\nfinal answer:\nIt is done.", "t"),
                Arguments.of("Thought: t\nAction: None\nFinal Answer: It is done.", "t"),
                Arguments.of("Thought: t\nAction: Final Answer\nAction Input: It is done.", "t"),
                Arguments.of("Thought: t\nAction: finish\nAction Input: {\"answer\": \"It is done.\"}", "t"),
                Arguments.of("Thought: t\nFinal Answer: It is done.\nAction: exec\nAction Input: {}", "t"),
                Arguments.of("Thought: t\nFinal Answer: It is done.\nObservation: what?", "t"),
                Arguments.of("{\"thought\": \"t\", \"final_answer\": \"It is done.\"}", "t"),
                Arguments.of("Pensamento: t\nResposta final: It is done.", "t"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void understandsAFinalAnswer(String text, String thought) {
        assertThat(ReAct.parse(text)).isEqualTo(new Parsed.Done(thought, "It is done."));
    }

    @Test
    void keepsAFinalAnswerOfManyLines() {
        assertThat(ReAct.parse("Final Answer: one\n\n- two\n- three"))
                .isEqualTo(new Parsed.Done("", "one\n\n- two\n- three"));
    }

    @Test
    void leavesLabelsInsideTheInputAlone() {
        var input = "{\"path\": \"notes.md\", \"content\": \"# Log\nThought: x\nFinal Answer: y\nObservation: {z}\"}";

        assertThat(ReAct.parse("Thought: t\nAction: write_file\nAction Input: " + input))
                .isEqualTo(new Parsed.Act("t", "write_file", input));
    }

    @Test
    void keepsAnInputOfManyLines() {
        var input = "{\n  \"path\": \"a\",\n  \"content\": \"{}\"\n}";

        assertThat(ReAct.parse("Action: write_file\nAction Input: " + input))
                .isEqualTo(new Parsed.Act("", "write_file", input));
    }

    @Test
    void passesABrokenInputOnForRepair() {
        assertThat(ReAct.parse("Action: exec\nAction Input: {'command': 'ls'"))
                .isEqualTo(new Parsed.Act("", "exec", "{'command': 'ls'"));
        assertThat(ReAct.parse("Action: exec\nAction Input: ls -la")).isEqualTo(new Parsed.Act("", "exec", "ls -la"));
    }

    @Test
    void givesAnActionWithoutInputAnEmptyOne() {
        assertThat(ReAct.parse("Action: list_dir")).isEqualTo(new Parsed.Act("", "list_dir", "{}"));
        assertThat(ReAct.parse("Action: list_dir\nAction Input:")).isEqualTo(new Parsed.Act("", "list_dir", "{}"));
    }

    @ParameterizedTest
    @MethodSource("unclear")
    void complainsAboutWhatItCannotUse(String text, String complaint) {
        assertThat(ReAct.parse(text)).isEqualTo(new Parsed.Unclear(text.strip(), complaint));
    }

    static Stream<Arguments> unclear() {
        return Stream.of(
                Arguments.of("", "Your answer was empty."),
                Arguments.of("  \n ", "Your answer was empty."),
                Arguments.of("Thought: I wonder.", "There is a thought but no action and no final answer."),
                Arguments.of("Thought: t\nAction:", "The action names no tool."),
                Arguments.of("Thought: t\nAction: ```\n```", "The action names no tool."),
                Arguments.of("Thought: t\nFinal Answer:", "The final answer is empty."),
                Arguments.of("{\"mood\": \"good\"}", "The object names no tool."));
    }

    @Test
    void takesWordsWithoutTheFormForWords() {
        assertThat(ReAct.parse("Hello! How can I help?")).isEqualTo(new Parsed.Words("Hello! How can I help?"));
        assertThat(ReAct.parse("In action: nothing")).isInstanceOf(Parsed.Words.class);
    }

    @Test
    void survivesWhateverItIsGiven() {
        var random = new java.util.Random(7);
        var parts = new String[] {
            "Action:",
            "Action Input:",
            "Thought:",
            "Final Answer:",
            "Observation:",
            "{",
            "}",
            "\"",
            "```",
            "\n",
            " ",
            "x",
            "\\"
        };
        for (var round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (var length = random.nextInt(14); length > 0; length--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            assertThat(ReAct.parse(text.toString())).as(text.toString()).isNotNull();
        }
    }
}
