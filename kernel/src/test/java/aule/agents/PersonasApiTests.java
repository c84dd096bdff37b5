package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PersonasApiTests {

    private static final String GARDENER = """
            {"name": "Gardener", "description": "Knows plants.", "system_prompt": "You garden.", "icon": "sprout",
             "color": "emerald", "allowed_tools": ["read_file"], "model_override": "scripted/model"}""";

    @TempDir
    Path folder;

    @Test
    void areMadeReadChangedAndDeleted() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            var made = home.post("/v1/personas", GARDENER);
            assertThat(made.statusCode()).isEqualTo(201);
            var path = "/v1/personas/" + json(made.body()).path("id").asString();

            var read = json(home.get(path).body());
            assertThat(read).isEqualTo(json(made.body()));
            assertThat(read.path("icon").asString()).isEqualTo("sprout");
            assertThat(read.path("color").asString()).isEqualTo("emerald");
            assertThat(read.path("allowed_tools").get(0).asString()).isEqualTo("read_file");
            assertThat(read.path("model_override").asString()).isEqualTo("scripted/model");
            var changed = json(home.send("PATCH", path, "{\"name\": \"Rose\", \"model_override\": null}")
                    .body());
            assertThat(changed.path("name").asString()).isEqualTo("Rose");
            assertThat(changed.path("system_prompt").asString()).isEqualTo("You garden.");
            assertThat(changed.has("model_override")).isFalse();
            assertThat(home.send("DELETE", path, "").statusCode()).isEqualTo(204);
            assertThat(home.get(path).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void sayHowOftenTheyAreRestarted() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            var made = json(home.post("/v1/personas", GARDENER).body());
            assertThat(made.path("restarts").asInt()).isZero();
            assertThat(made.path("restart_pause_ms").asLong()).isEqualTo(60_000);
            var path = "/v1/personas/" + made.path("id").asString();

            home.send("PATCH", path, "{\"restarts\": 3, \"restart_pause_ms\": 500}");
            home.send("PATCH", path, "{\"name\": \"Rose\"}");

            var changed = json(home.get(path).body());
            assertThat(changed.path("restarts").asInt()).isEqualTo(3);
            assertThat(changed.path("restart_pause_ms").asLong()).isEqualTo(500);
            assertThat(home.send("PATCH", path, "{\"restarts\": -1}").statusCode())
                    .isEqualTo(400);
            assertThat(home.send("PATCH", path, "{\"restart_pause_ms\": 86400001}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void fourAreBuiltInFromTheFirstStartOn() {
        for (var life = 0; life < 2; life++) {
            try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
                var personas = json(home.get("/v1/personas").body()).path("personas");
                assertThat(personas.values())
                        .allMatch(it -> it.path("is_builtin").asBoolean())
                        .extracting(it -> it.path("id").asString())
                        .containsExactly("pers-assistant", "pers-coder", "pers-creator", "pers-researcher");
            }
        }
    }

    @Test
    void aBuiltInOneIsChangedAndResetButNeverDeleted() {
        var path = "/v1/personas/pers-coder";
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            var before = json(home.get(path).body());
            home.send("PATCH", path, "{\"system_prompt\": \"You code in rhymes.\"}");

            var refused = home.send("DELETE", path, "");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(json(refused.body()).path("code").asString()).isEqualTo("builtin");
            assertThat(before.path("system_prompt").asString()).startsWith("You are the Coder");
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            assertThat(json(home.get(path).body()).path("system_prompt").asString())
                    .isEqualTo("You code in rhymes.");
            assertThat(json(home.post(path + "/reset", "").body())
                            .path("system_prompt")
                            .asString())
                    .startsWith("You are the Coder");
        }
    }

    @Test
    void namesTheToolOrModelThatDoesNotExist() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            var tool = home.post("/v1/personas", GARDENER.replace("read_file", "water_plants"));
            assertThat(tool.statusCode()).isEqualTo(400);
            assertThat(json(tool.body()).path("detail").asString()).contains("'water_plants'");
            assertThat(json(tool.body()).path("errors").get(0).path("pointer").asString())
                    .isEqualTo("/allowed_tools");
            var model = home.post("/v1/personas", GARDENER.replace("scripted/model", "nobody/nothing"));
            assertThat(model.statusCode()).isEqualTo(400);
            assertThat(json(model.body()).path("detail").asString()).contains("nobody/nothing");
        }
    }
}
