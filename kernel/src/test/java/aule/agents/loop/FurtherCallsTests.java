package aule.agents.loop;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import aule.models.ChatModel;
import aule.models.ChatModel.ToolCall;
import aule.models.ChatModel.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FurtherCallsTests {

    private static final String DELEGATED = "{\"tasks\":[{\"task\":\"count\"}]}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tool\":\"delegate\",\"arguments\":\"{\\\"tasks\\\":[{\\\"task\\\":\\\"count\\\"}]}\"}",
                "{\"tool\":\"delegate\",\"arguments\":{\"tasks\":[{\"task\":\"count\"}]}}",
                "{tool: 'delegate', arguments: {tasks: [{task: 'count'}]},}"
            })
    void aCallByUseToolIsACallOfTheToolThatItNames(String arguments) {
        assertThat(FurtherCalls.unwrapped(new ToolCall("1", "use_tool", arguments)))
                .isEqualTo(new ToolCall("1", "delegate", DELEGATED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tool\":\"delegate\"}",
                "{\"tool\":\"delegate\",\"arguments\":\" \"}",
                "{\"arguments\":\"{}\"}",
                "{\"tool\":\"use_tool\",\"arguments\":\"{}\"}",
                "{\"tool\":\"delegate\",\"arguments\":\"{\\\"tas"
            })
    void whatNamesNoToolWithArgumentsStaysAsItIs(String arguments) {
        var call = new ToolCall("1", "use_tool", arguments);

        assertThat(FurtherCalls.unwrapped(call)).isEqualTo(call);
    }

    @Test
    void aModelSeesItsCallsAsItMadeThem() {
        var dialect = new NativeDialect(Set.of(new ToolName("delegate")));
        var asked = List.of(
                new RunEvent.ToolRequest("1", "delegate", DELEGATED),
                new RunEvent.ToolRequest("2", "read_file", "{\"path\":\"a\"}"));

        var said = (ChatModel.Message.Assistant) dialect.said(answer(asked));

        assertThat(said.toolCalls().get(0).name()).isEqualTo("use_tool");
        assertThat(FurtherCalls.unwrapped(said.toolCalls().get(0))).isEqualTo(new ToolCall("1", "delegate", DELEGATED));
        assertThat(said.toolCalls().get(1)).isEqualTo(new ToolCall("2", "read_file", "{\"path\":\"a\"}"));
        assertThat(said.toolCalls().size()).isEqualTo(2);
    }

    @Test
    void furtherToolsStandInEveryManualByNameAndAreHandedOverInFullToNobody() {
        var further = new ToolSpec(new ToolName("delegate"), "Have others do it.", "{\"type\":\"object\"}");
        var shown = new ToolSpec(new ToolName("read_file"), "Read.", "{\"type\":\"object\"}");
        var kit = new Kit(List.of(shown), List.of(further));

        for (var dialect : List.of(new NativeDialect(kit.furtherNames()), new JsonDialect(), new ReActDialect())) {
            assertThat(dialect.manual(kit)).contains("- delegate: Have others do it.\n");
            assertThat(dialect.offered(kit)).doesNotContain(further);
        }
        assertThat(new NativeDialect(Set.of()).manual(Kit.of(List.of(shown)))).isEmpty();
    }

    private static RunEvent.ModelAnswered answer(List<RunEvent.ToolRequest> calls) {
        return new RunEvent.ModelAnswered(
                new RunId("run-1"),
                1,
                "test/model",
                "",
                "",
                calls,
                TokenUsage.NONE,
                1,
                1,
                1,
                "",
                Map.of(),
                0,
                null,
                false,
                null,
                null);
    }
}
