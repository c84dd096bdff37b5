package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.OrgId;
import aule.kernel.ToolName;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that are kept as tests. */
@Timeout(300)
class RegressionTests {

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.saying(
            Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"one\"}"), Turn.text("Written."));

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static String save(AgentsHome home, RunState run, String body) {
        var answer = home.post("/v1/runs/%s/tests".formatted(run.id()), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer.body()).path("id").asString();
    }

    private static JsonNode check(AgentsHome home, String test) {
        var answer = home.post("/v1/run-tests/%s/check".formatted(test), "{}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer.body());
    }

    private static void change(AgentsHome home, String prompt, List<ToolName> tools) {
        var old = home.agents().personas().find(OrgId.LOCAL, Persona.ASSISTANT).traits();
        var traits = new Persona.Traits(
                old.name(), old.description(), prompt, old.icon(), old.color(), tools, old.modelOverride());
        home.agents().personas().change(OrgId.LOCAL, Persona.ASSISTANT, traits);
    }

    @Test
    void aTestFailsWhenAgentsNoLongerDoWhatTheyDid() {
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("write one"));
            var test = save(home, run, "{}");

            assertThat(check(home, test).path("passed").asBoolean()).isTrue();

            change(home, "You are somebody else.", List.of());
            assertThat(check(home, test).path("passed").asBoolean()).isTrue();

            change(home, "You are somebody else.", List.of(new ToolName("read_file")));
            var failed = check(home, test);
            assertThat(failed.path("passed").asBoolean()).isFalse();
            assertThat(failed.path("test").path("finding").asString()).startsWith("At event ");
            assertThat(failed.path("replay").path("differences")).isNotEmpty();

            change(home, "You are somebody else.", List.of());
            var passed = check(home, test);
            assertThat(passed.path("passed").asBoolean()).isTrue();
            assertThat(passed.path("test").path("finding").asString()).isEmpty();
            assertThat(model.requests()).hasSize(2);
        }
    }

    @Test
    void aStrictTestFailsWhenAPromptIsAnother() {
        try (var home = AgentsHome.open(folder, model)) {
            var test = save(home, home.ended(home.start("write one")), "{\"mode\": \"strict\", \"name\": \"prompt\"}");

            assertThat(check(home, test).path("passed").asBoolean()).isTrue();
            change(home, "You are somebody else.", List.of());
            assertThat(check(home, test).path("passed").asBoolean()).isFalse();
        }
    }

    @Test
    void testsAreListedShownAndDeletedAndSurviveARestart() {
        String test;
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("write one"));
            test = save(home, run, "{}");
            save(home, run, "{\"name\": \"again\"}");
            check(home, test);
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            var page = json(home.get("/v1/run-tests?limit=1").body());
            var rest = json(home.get("/v1/run-tests?limit=1&cursor="
                            + page.path("next_cursor").asString())
                    .body());
            assertThat(page.path("tests").path(0).path("name").asString()).isEqualTo("write one");
            assertThat(rest.path("tests").path(0).path("name").asString()).isEqualTo("again");
            assertThat(rest.path("tests").path(0).has("passed")).isFalse();

            var shown = json(home.get("/v1/run-tests/" + test).body());
            assertThat(shown.path("passed").asBoolean()).isTrue();
            assertThat(shown.path("mode").asString()).isEqualTo("behaviour");
            assertThat(check(home, test).path("passed").asBoolean()).isTrue();

            assertThat(home.send("DELETE", "/v1/run-tests/" + test, "").statusCode())
                    .isEqualTo(204);
            for (var gone : List.of(
                    home.get("/v1/run-tests/" + test),
                    home.post("/v1/run-tests/%s/check".formatted(test), "{}"),
                    home.send("DELETE", "/v1/run-tests/" + test, ""))) {
                assertThat(gone.statusCode()).as(gone.body()).isEqualTo(404);
            }
        }
    }

    @Test
    void onlyWhatHasEndedIsATest() {
        var asking = ScriptedModel.saying(Turn.call("ask_user", "{\"question\": \"Which colour?\"}"));
        try (var home = AgentsHome.open(folder, asking)) {
            var run = home.waiting(home.start("paint"));

            var refused = home.post("/v1/runs/%s/tests".formatted(run.id()), "{}");

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("illegal_transition", "when it has ended");
            assertThat(json(home.get("/v1/run-tests").body()).path("count").asInt())
                    .isZero();
        }
    }
}
