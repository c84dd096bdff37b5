package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

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
class ReliabilityTests {

    @TempDir
    Path folder;

    private static ScriptedModel named(String name, boolean tools, Turn... turns) {
        var can = new ModelSpec.Supports(tools, false, false);
        return ScriptedModel.saying(turns)
                .as(new ModelSpec("scripted/" + name, name, "scripted", "general", "", "", true, true, 100_000, can));
    }

    private static void work(AgentsHome home, String model) {
        home.ended(home.agents().runs().start(AgentsHome.OWNER, Goal.of("look").with("scripted/" + model)));
    }

    private static JsonNode only(AgentsHome home, String query) {
        var list = json(home.get("/v1/models/reliability" + query).body());
        assertThat(list.path("count").asInt()).as(list.toString()).isOne();
        return list.path("models").get(0);
    }

    private static int count(JsonNode model, String what) {
        return model.path(what).asInt(-1);
    }

    @Test
    void everyCallOfAModelIsCountedByWhatBecameOfIt() {
        var model = named(
                "a",
                true,
                Turn.call("list_dir", "{\"path\": \".\"}"),
                Turn.call("read_file", "{\"path\": \"gone.txt\"}"),
                Turn.call("List-Dir", "{'path': '.',}"),
                Turn.call("write_file", "{\"content\": 7}"),
                Turn.call("fly_to_the_moon", "{}"),
                Turn.text("Done."));
        try (var home = AgentsHome.open(folder, model)) {
            work(home, "a");
            var counted = only(home, "");

            assertThat(counted.path("model").asString()).isEqualTo("scripted/a");
            assertThat(count(counted, "calls")).isEqualTo(5);
            assertThat(count(counted, "valid")).isEqualTo(2);
            assertThat(count(counted, "repaired")).isOne();
            assertThat(count(counted, "refused")).isOne();
            assertThat(count(counted, "unknown")).isOne();
            assertThat(count(counted, "succeeded")).isEqualTo(2);
            assertThat(count(counted, "failed")).isOne();
            assertThat(count(counted, "unclear")).isZero();
            assertThat(counted.path("rate").asDouble()).isEqualTo(0.6);
        }
    }

    @Test
    void whatIsNeitherACallNorAnAnswerCountsAndTheFinalAnswerDoesNot() {
        var model = named(
                "b",
                false,
                Turn.text("Thought: hm."),
                Turn.text("Action: list_dir\nAction Input: {}"),
                Turn.text("Final Answer: done"));
        try (var home = AgentsHome.open(folder, model)) {
            work(home, "b");
            var counted = only(home, "");

            assertThat(count(counted, "unclear")).isOne();
            assertThat(count(counted, "calls")).isOne();
            assertThat(counted.path("rate").asDouble()).isEqualTo(0.5);
        }
    }

    @Test
    void eachModelHasItsOwnCountsOverAllRunsPageByPage() {
        var models = new ScriptedModel[] {
            named("a", true, Turn.call("think", "{\"thought\": \"1\"}"), Turn.text("1"), Turn.text("2")),
            named("b", true, Turn.call("think", "{\"thought\": \"1\"}"), Turn.text("1"))
        };
        try (var home = AgentsHome.open(folder, models)) {
            work(home, "a");
            work(home, "b");
            work(home, "a");

            assertThat(count(only(home, "?limit=1"), "calls")).isOne();
            assertThat(only(home, "?limit=1&cursor=scripted/a").path("model").asString())
                    .isEqualTo("scripted/b");
            assertThat(json(home.get("/v1/models/reliability?source=bench").body())
                            .path("count")
                            .asInt())
                    .isZero();
            assertThat(home.get("/v1/models/reliability?source=dream").statusCode())
                    .isEqualTo(400);
            assertThat(home.get("/v1/models/reliability?order=rate").statusCode())
                    .isEqualTo(400);
        }
    }
}
