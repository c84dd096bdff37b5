package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.kernel.ToolName;
import aule.kernel.WholeOutput;
import aule.models.ChatModel.Message;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutputsApiTests {

    private static final String COMMAND =
            "{\"command\": \"i=0; while [ $i -lt 6000 ]; do i=$((i+1)); echo line $i; done\"}";

    @TempDir
    Path folder;

    private static WholeOutput whole(AgentsHome home, RunState run) {
        return Objects.requireNonNull(
                home.events(run, RunEvent.ToolAnswered.class).getFirst().whole());
    }

    @Test
    void aCommandsWholeOutputIsServedWithRange() {
        var model = ScriptedModel.saying(Turn.call("exec", COMMAND), Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("count"));
            var whole = whole(home, run);
            var path = "/v1/runs/%s/outputs/%s".formatted(run.id(), whole.handle());

            var all = home.get(path);
            assertThat(all.statusCode()).isEqualTo(200);
            assertThat(all.body())
                    .hasSize((int) whole.bytes())
                    .startsWith("line 1\n")
                    .contains("\nline 3000\n")
                    .endsWith("line 6000\n");
            assertThat(all.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(it -> assertThat(it).startsWith("text/plain"));
            assertThat(all.headers().firstValue("Content-Security-Policy")).contains("sandbox; default-src 'none'");
            assertThat(all.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            var part = home.ranged(path, "bytes=7-12");
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("line 2");
        }
    }

    @Test
    void itIsFoundWithItsOwnRunOnly() {
        var model = ScriptedModel.saying(Turn.call("exec", COMMAND), Turn.text("done"), Turn.text("nothing to do"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("count"));
            var other = home.ended(home.start("rest"));
            var handle = whole(home, run).handle();

            assertThat(home.get("/v1/runs/%s/outputs/%s".formatted(other.id(), handle))
                            .statusCode())
                    .isEqualTo(404);
            var unknown = home.get("/v1/runs/%s/outputs/out-guess".formatted(run.id()));
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(json(unknown.body()).path("code").asString()).isEqualTo("not_found");
            assertThat(home.anonymously("/v1/runs/%s/outputs/%s".formatted(run.id(), handle))
                            .statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void aLaterRunReadsOnByTheHandle() {
        var reader = ScriptedModel.answering(request -> {
            var goal = ((Message.User) request.messages().getFirst()).text();
            if (request.messages().size() > 1) {
                return Turn.text("done");
            }
            return goal.equals("count")
                    ? Turn.call("exec", COMMAND)
                    : Turn.call("read_output", "{\"handle\": \"%s\", \"search\": \"line 3333\"}".formatted(goal));
        });
        try (var home = AgentsHome.open(folder, reader)) {
            var first = home.ended(home.start("count"));
            var later = home.ended(home.start(whole(home, first).handle()));

            var answer = home.events(later, RunEvent.ToolAnswered.class).getFirst();
            assertThat(answer.tool()).isEqualTo(new ToolName("read_output"));
            assertThat(answer.output()).isEqualTo("3333: line 3333\n[1 lines found up to line 3,333 of 6,000.]");
        }
    }
}
