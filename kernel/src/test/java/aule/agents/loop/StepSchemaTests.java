package aule.agents.loop;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ToolName;
import aule.models.ChatModel.ToolSpec;
import aule.schema.Json;
import aule.schema.Schemas;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepSchemaTests {

    private static final String READ = """
            {"type": "object", "additionalProperties": false, "required": ["path"], "properties": {
              "path": {"type": "string", "description": "Where", "pattern": "a.*"},
              "lines": {"type": "integer", "minimum": 1},
              "how": {"type": "string", "enum": ["all", "some"]},
              "more": {"type": "array", "items": {"type": "string"}}}}""";

    private static final String STEPS = StepSchema.of(List.of(tool("read_file", READ), tool("now", "{}")));

    private static ToolSpec tool(String name, String parameters) {
        return new ToolSpec(new ToolName(name), "Does it.", parameters);
    }

    private static boolean fits(String schema, String step) {
        return new Schemas().faults(schema, Json.parse(step)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'thought': 't', 'action': {'tool': 'read_file', 'arguments': {'path': 'a'}}}",
                "{'thought': 't', 'action': {'tool': 'read_file', 'arguments': {'path': 'a', 'how': 'all', 'more': ['x']}}}",
                "{'thought': 't', 'action': {'tool': 'now', 'arguments': {}}}",
                "{'thought': '', 'action': {'answer': 'Done.'}}"
            })
    void aStepThinksAndThenCallsOneToolOrAnswers(String step) {
        assertThat(fits(STEPS, step.replace('\'', '"'))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'action': {'answer': 'Done.'}}",
                "{'thought': 't', 'action': {'tool': 'delete', 'arguments': {}}}",
                "{'thought': 't', 'action': {'tool': 'read_file', 'arguments': {}}}",
                "{'thought': 't', 'action': {'tool': 'read_file', 'arguments': {'path': 1}}}",
                "{'thought': 't', 'action': {'tool': 'read_file', 'arguments': {'path': 'a', 'where': 'b'}}}",
                "{'thought': 't', 'action': {'tool': 'read_file', 'arguments': {'path': 'a', 'how': 'none'}}}",
                "{'thought': 't', 'action': {'tool': 'now', 'arguments': {}, 'answer': 'both'}}",
                "'words'"
            })
    void nothingElseFits(String step) {
        assertThat(fits(STEPS, step.replace('\'', '"'))).isFalse();
    }

    @Test
    void onlyWordsThatAGrammarKnowsAreUsed() {
        assertThat(STEPS).doesNotContain("pattern", "minimum", "description", "oneOf", "$");
    }

    @Test
    void argumentsThatAGrammarCannotHoldAreLeftOpen() {
        var schema = StepSchema.of(List.of(
                tool("odd", "{\"type\":\"object\",\"allOf\":[{\"required\":[\"a\"]}]}"),
                tool("deep", "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/x\"}},\"required\":[\"a\"]}")));

        assertThat(fits(schema, "{\"thought\":\"\",\"action\":{\"tool\":\"odd\",\"arguments\":{\"b\":1}}}"))
                .isTrue();
        assertThat(fits(schema, "{\"thought\":\"\",\"action\":{\"tool\":\"deep\",\"arguments\":{\"a\":[1]}}}"))
                .isTrue();
        assertThat(fits(schema, "{\"thought\":\"\",\"action\":{\"tool\":\"deep\",\"arguments\":{}}}"))
                .isFalse();
    }

    @Test
    void ofVeryManyToolsOnlyTheNamesAreBound() {
        var many =
                IntStream.range(0, 200).mapToObj(it -> tool("tool_" + it, READ)).toList();
        var schema = StepSchema.of(many);

        assertThat(schema.length()).isLessThan(4_000);
        assertThat(fits(schema, "{\"thought\":\"\",\"action\":{\"tool\":\"tool_199\",\"arguments\":{\"b\":1}}}"))
                .isTrue();
        assertThat(fits(schema, "{\"thought\":\"\",\"action\":{\"tool\":\"tool_200\",\"arguments\":{}}}"))
                .isFalse();
    }
}
