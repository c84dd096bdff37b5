package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.models.ChatModel.Message;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a model is told about its tools, before it calls them and after it called them wrongly. */
@Timeout(120)
class GuidedRetryTests {

    @TempDir
    Path folder;

    @Test
    void aCallWithoutArgumentsIsAnsweredWithTheSchemaAndAnExampleAndThenSucceeds() {
        var model = ScriptedModel.saying(
                Turn.call("write_file", "{}"),
                Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"one\"}"),
                Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("write one to a.txt"));

            var told = model.requests().get(1).messages().getLast();
            assertThat(told).isInstanceOfSatisfying(Message.ToolResult.class, it -> {
                assertThat(it.ok()).isFalse();
                assertThat(it.output()).contains("path", "content", "Its arguments: {", "For example: {");
            });
            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .extracting(RunEvent.ToolAnswered::ok)
                    .containsExactly(false, true);
            assertThat(home.project().resolve("a.txt")).hasContent("one");
        }
    }

    @Test
    void everyToolsSchemaIsTakenByAProviderThatTakesNoFreeFormObjects() {
        var model = ScriptedModel.saying(Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            home.ended(home.start("nothing"));

            var tools = model.requests().getFirst().tools();
            assertThat(tools).hasSizeGreaterThan(10).allSatisfy(tool -> {
                var schema = JsonMapper.shared().readTree(tool.parameters());
                assertThat(schema.path("type").asString("")).isEqualTo("object");
                isBound(schema);
            });
        }
    }

    /** Every object within says what is in it, and every list what it is a list of. */
    private static void isBound(JsonNode schema) {
        switch (schema.path("type").asString("")) {
            case "object" -> {
                assertThat(schema.path("properties").isObject())
                        .as(schema.toString())
                        .isTrue();
                schema.path("properties").forEach(GuidedRetryTests::isBound);
            }
            case "array" -> {
                assertThat(schema.path("items").isObject())
                        .as(schema.toString())
                        .isTrue();
                isBound(schema.path("items"));
            }
            default ->
                assertThat(schema.path("additionalProperties").isMissingNode())
                        .as(schema.toString())
                        .isTrue();
        }
    }
}
