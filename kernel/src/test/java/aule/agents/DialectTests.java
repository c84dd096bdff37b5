package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.models.ChatModel.Message;
import aule.models.ModelSpec;
import aule.models.Quirks;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How models are told of tools and answer: in their own way, in JSON that a schema binds, or in plain text. */
@Timeout(60)
class DialectTests {

    @TempDir
    Path folder;

    @Test
    void aModelWithoutToolsSpeaksInText() {
        var model = ScriptedModel.saying(
                Turn.text("Let me see"),
                Turn.text(
                        "Thought: I write.\nAction: write_file\nAction Input: {\"path\": \"a.txt\",",
                        " \"content\": \"x\"}\nObservation: written\nFinal Answer: lies"),
                Turn.text("Thought: It is there.\nFinal Answer: Written."));
        var plain = withoutTools(model);
        try (var home = AgentsHome.open(folder, plain)) {
            var run = home.ended(home.start("write a.txt"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "Written."));
            assertThat(home.project().resolve("a.txt")).hasContent("x");
            var last = plain.requests().getLast();
            assertThat(last.tools()).isEmpty();
            assertThat(last.system()).contains("Action Input", "write_file");
            assertThat(last.messages().getLast())
                    .isInstanceOfSatisfying(
                            Message.User.class, it -> assertThat(it.text()).startsWith("Observation: "));
            assertThat(last.messages())
                    .filteredOn(Message.User.class::isInstance)
                    .hasSize(3);
        }
    }

    @Test
    void aModelWithoutToolsThatASchemaBindsAnswersInJson() {
        var model = ScriptedModel.saying(
                Turn.text(
                        "{\"thought\": \"I write.\", \"action\": {\"tool\": \"write_file\", \"argum",
                        "ents\": {\"path\": \"a.txt\", \"content\": \"x\"}}}"),
                Turn.text(
                        "```json\n{'thought': 'It is there.', 'action': {'tool': 'Read-File', 'arguments': {'path': 'a.txt',}}}\n```"),
                Turn.text("{\"thought\": \"Done.\", \"action\": {\"answer\": \"Written.\"}}"));
        var bound = able(model, new ModelSpec.Supports(false, false, true));
        try (var home = AgentsHome.open(folder, bound)) {
            var run = home.ended(home.start("write a.txt"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "Written."));
            assertThat(home.project().resolve("a.txt")).hasContent("x");
            assertThat(home.events(run, RunEvent.ModelAnswered.class))
                    .extracting(RunEvent.ModelAnswered::thought)
                    .containsExactly("I write.", "It is there.", "Done.");
            assertThat(home.events(run, RunEvent.ToolCalled.class))
                    .extracting(RunEvent.ToolCalled::note)
                    .containsExactly("", "The tool was called 'Read-File'.");
            assertThat(bound.requests()).allSatisfy(it -> {
                assertThat(it.tools()).isEmpty();
                assertThat(it.schema()).contains("\"write_file\"", "\"answer\"", "anyOf");
                assertThat(it.system()).contains("write_file", "{\"thought\"");
            });
            assertThat(bound.requests().getLast().messages())
                    .contains(new Message.Assistant(
                            "{\"thought\":\"I write.\",\"action\":{\"tool\":\"write_file\",\"arguments\":"
                                    + "{\"path\":\"a.txt\",\"content\":\"x\"}}}",
                            List.of()));
        }
    }

    @Test
    void theQuirksOfAModelSayHowItIsAskedForTools() {
        var model = ScriptedModel.saying(Turn.text("Thought: nothing to do\nFinal Answer: Done."));
        var odd = model.as(model.spec().withQuirks(new Quirks(Quirks.Dialect.TEXT, null, null)));
        try (var home = AgentsHome.open(folder, odd)) {
            var run = home.ended(home.start("nothing"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "Done."));
            assertThat(odd.requests().getFirst().tools()).isEmpty();
            assertThat(odd.requests().getFirst().schema()).isNull();
        }
    }

    @Test
    void aModelThatOnlyTalksIsTakenAtItsWordTheSecondTime() {
        var model = withoutTools(ScriptedModel.saying(Turn.text("Hello!"), Turn.text("Hello, I said!")));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("hi"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "Hello, I said!"));
        }
    }

    private static ScriptedModel withoutTools(ScriptedModel model) {
        return able(model, new ModelSpec.Supports(false, false, false));
    }

    private static ScriptedModel able(ScriptedModel model, ModelSpec.Supports can) {
        return model.as(ScriptedModel.able("model", can));
    }
}
