package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.loop.BenchTask;
import aule.models.ChatModel;
import aule.models.ModelSpec;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class BenchTests {

    @TempDir
    Path folder;

    private static JsonNode bench(AgentsHome home, String task) {
        var answer = home.post("/v1/models/bench", "{\"model\": \"scripted/model\", \"task\": \"%s\"}".formatted(task));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    @Test
    void everyTaskNamesToolsThatThereAreAndOffersTheRightOne() {
        var model = ScriptedModel.saying(Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            home.ended(home.start("nothing"));
            var known = model.requests().getFirst().tools().stream()
                    .map(ChatModel.ToolSpec::name)
                    .toList();

            assertThat(BenchTask.all()).hasSizeGreaterThanOrEqualTo(20).allSatisfy(task -> {
                assertThat(task.tools()).allMatch(it -> known.contains(it), "is a tool");
                assertThat(task.tool())
                        .satisfiesAnyOf(
                                it -> assertThat(it).isEmpty(),
                                it -> assertThat(task.tools())
                                        .anyMatch(tool -> tool.value().equals(it)));
            });
            var page = json(home.get("/v1/models/bench?limit=3").body());
            var next = json(home.get("/v1/models/bench?limit=3&cursor="
                            + page.path("next_cursor").asString())
                    .body());
            assertThat(page.path("tasks").findValuesAsString("id")).containsExactly("read", "read_part", "list");
            assertThat(next.path("tasks").get(0).path("id").asString()).isEqualTo("list_hidden");
        }
    }

    @Test
    void aCallIsJudgedByItsToolAndItsArgumentsAndNothingIsExecuted() {
        var model = ScriptedModel.saying(
                Turn.call("write_file", "{\"path\": \"./hello.txt\", \"content\": \"Hello, world!\"}"),
                Turn.call("Write-File", "{'path': 'hello.txt', 'content': 'Hello'}"),
                Turn.call("append_file", "{\"path\": \"hello.txt\", \"content\": \"Hello, world!\"}"),
                Turn.call("write_file", "{\"path\": \"hello.txt\"}"),
                Turn.call("exec", "{\"command\": \"ls\"}"),
                Turn.text("I wrote it."));
        try (var home = AgentsHome.open(folder, model)) {
            var right = bench(home, "write");
            assertThat(right.path("right_tool").asBoolean()).isTrue();
            assertThat(right.path("right_arguments").asBoolean()).isTrue();
            assertThat(right.path("dialect").asString()).isEqualTo("native");
            var mended = bench(home, "write");
            assertThat(mended.path("right_tool").asBoolean()).isTrue();
            assertThat(mended.path("right_arguments").asBoolean()).isFalse();
            assertThat(mended.path("repaired").asBoolean()).isTrue();
            var other = bench(home, "write");
            assertThat(other.path("right_tool").asBoolean()).isFalse();
            assertThat(other.path("asked").asString()).isEqualTo("append_file");
            assertThat(bench(home, "write").path("refusal").asString()).isEqualTo("invalid");
            assertThat(bench(home, "write").path("refusal").asString()).isEqualTo("tool_not_allowed");
            assertThat(bench(home, "write").path("asked").asString()).isEmpty();

            assertThat(home.project().resolve("hello.txt")).doesNotExist();
            var counted = json(home.get("/v1/models/reliability?source=bench").body())
                    .path("models")
                    .get(0);
            assertThat(counted.path("calls").asInt()).isEqualTo(5);
            assertThat(counted.path("valid").asInt()).isEqualTo(2);
            assertThat(counted.path("succeeded").asInt()).isOne();
            assertThat(counted.path("failed").asInt()).isEqualTo(2);
            assertThat(counted.path("rate").asDouble()).isEqualTo(0.6);
            assertThat(json(home.get("/v1/models/reliability").body())
                            .path("count")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void aModelWithoutToolsIsAskedInItsOwnWay() {
        var model = ScriptedModel.saying(
                Turn.text("{\"thought\":\"\",\"action\":{\"answer\":\"4\"}}"), Turn.text("Thought: hm."));
        var spec = model.spec();
        var bound = model.as(new ModelSpec(
                spec.id(),
                spec.name(),
                spec.provider(),
                spec.role(),
                "",
                "",
                true,
                true,
                100_000,
                new ModelSpec.Supports(false, false, true)));
        try (var home = AgentsHome.open(folder, bound)) {
            var said = bench(home, "nothing");
            assertThat(said.path("dialect").asString()).isEqualTo("json");
            assertThat(said.path("right_tool").asBoolean()).isTrue();
            assertThat(bench(home, "nothing").path("unclear").asBoolean()).isTrue();
            assertThat(bound.requests().getFirst().schema()).contains("write_file");
            assertThat(home.post("/v1/models/bench", "{\"task\": \"fly\"}").statusCode())
                    .isEqualTo(404);
            assertThat(home.post("/v1/models/bench", "{\"task\": \"read\", \"model\": \"no/body\"}")
                            .statusCode())
                    .isBetween(400, 499);
        }
    }
}
