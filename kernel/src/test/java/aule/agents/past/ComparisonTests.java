package aule.agents.past;

import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.RunState;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs side by side. */
@Timeout(300)
class ComparisonTests {

    @TempDir
    Path folder;

    private static Turn write(String content) {
        return Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"%s\"}".formatted(content));
    }

    private static Turn read() {
        return Turn.call("read_file", "{\"path\": \"a.txt\"}");
    }

    private static JsonNode compare(AgentsHome home, RunState left, RunState right, String more) {
        var answer = home.get("/v1/runs/compare?left=%s&right=%s%s".formatted(left.id(), right.id(), more));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void sayWhereTheyWentApart() {
        var model = ScriptedModel.saying(
                read(),
                write("one"),
                read(),
                Turn.text("It says one."),
                read(),
                write("two"),
                read(),
                Turn.text("It says two."));
        try (var home = AgentsHome.open(folder, model)) {
            home.write("a.txt", "zero");
            var left = home.ended(home.start("change it"));
            home.write("a.txt", "zero");
            var right = home.ended(home.start("change it"));

            var seen = compare(home, left, right, "");

            assertThat(seen.path("same").asBoolean()).isFalse();
            assertThat(seen.path("diverges_at").asInt()).isEqualTo(2);
            assertThat(seen.path("differing").asInt()).isEqualTo(3);
            assertThat(seen.path("left").path("answer").asString()).isEqualTo("It says one.");
            assertThat(seen.path("steps")).hasSize(4);
            assertThat(seen.path("steps").path(0).path("same").asBoolean()).isTrue();
            assertThat(seen.path("steps").path(1).path("differs").toString()).contains("tool_calls");
            assertThat(seen.path("steps").path(2).path("differs").toString())
                    .contains("results", "prompt")
                    .doesNotContain("tool_calls");
            var call = seen.path("steps").path(1).path("right").path("calls").path(0);
            assertThat(call.path("tool").asString()).isEqualTo("write_file");
            assertThat(call.path("arguments").asString()).contains("two");
            assertThat(call.path("files").path(0).path("path").asString()).isEqualTo("a.txt");
            assertThat(seen.path("steps").path(3).path("differs").toString()).contains("text");
        }
    }

    @Test
    void areTheSameIfTheyDidTheSame() {
        var model = ScriptedModel.saying(read(), Turn.text("Zero."), read(), Turn.text("Zero."));
        try (var home = AgentsHome.open(folder, model)) {
            home.write("a.txt", "zero");
            var left = home.ended(home.start("read it"));
            var right = home.ended(home.start("read it"));

            var seen = compare(home, left, right, "");

            assertThat(seen.path("same").asBoolean()).as(seen.toString()).isTrue();
            assertThat(seen.has("diverges_at")).isFalse();
        }
    }

    @Test
    void differInTheStepsThatOnlyOneOfThemTookAndAreReadByPage() {
        var model = ScriptedModel.saying(read(), Turn.text("Zero."), read(), read(), Turn.text("Zero."));
        try (var home = AgentsHome.open(folder, model)) {
            home.write("a.txt", "zero");
            var left = home.ended(home.start("read it"));
            var right = home.ended(home.start("read it"));

            var first = compare(home, left, right, "&limit=2");
            var second = compare(
                    home,
                    left,
                    right,
                    "&limit=2&cursor=" + first.path("next_cursor").asString());

            assertThat(first.path("steps")).hasSize(2);
            assertThat(first.path("diverges_at").asInt()).isEqualTo(2);
            assertThat(second.path("steps")).hasSize(1);
            assertThat(second.has("next_cursor")).isFalse();
            var last = second.path("steps").path(0);
            assertThat(last.path("step").asInt()).isEqualTo(3);
            assertThat(last.path("same").asBoolean()).isFalse();
            assertThat(last.has("left")).isFalse();
            assertThat(last.path("right").path("text").asString()).isEqualTo("Zero.");
        }
    }

    @Test
    void areNotComparedIfOneIsNotThere() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("Done.")))) {
            var run = home.ended(home.start("do it"));

            assertThat(home.get("/v1/runs/compare?left=%s&right=run-0".formatted(run.id()))
                            .statusCode())
                    .isEqualTo(404);
            assertThat(home.get("/v1/runs/compare?left=" + run.id()).statusCode())
                    .isEqualTo(400);
        }
    }
}
