package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StepLimitTests {

    @TempDir
    Path folder;

    /** Thinks this often before it answers. */
    private static ScriptedModel thinking(int times) {
        return ScriptedModel.answering(request -> request.messages().size() <= 2 * times
                ? Turn.call(
                        "think",
                        "{\"thought\": \"%d\"}".formatted(request.messages().size()))
                : Turn.text("done"));
    }

    private static RunState start(AgentsHome home, int steps) {
        var limits = new RunLimits(steps, 60_000);
        return home.agents().runs().start(AgentsHome.OWNER, Goal.of("think").within(limits));
    }

    @Test
    void aRunGoesOnWithMoreSteps() {
        try (var home = AgentsHome.open(folder, thinking(9))) {
            var run = home.waiting(start(home, 3));
            var shown = json(home.get("/v1/runs/" + run.id()).body());
            assertThat(shown.path("waiting").path("reason").asString()).isEqualTo("step_limit");

            var going = home.post("/v1/runs/%s/continue".formatted(run.id()), "{\"steps\": 2}");
            assertThat(going.statusCode()).isEqualTo(200);
            assertThat(json(going.body()).path("limits").path("max_steps").asInt())
                    .isEqualTo(5);
            assertThat(home.waiting(run).work().step()).isEqualTo(5);

            home.post("/v1/runs/%s/continue".formatted(run.id()), "");
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.run(run).terms().limits().maxSteps()).isEqualTo(30);
            assertThat(home.events(run, RunEvent.StepLimit.class))
                    .extracting(RunEvent.StepLimit::steps)
                    .containsExactly(3, 5);
        }
    }

    @Test
    void aHigherLimitIsTakenAsAYes() {
        try (var home = AgentsHome.open(folder, thinking(5))) {
            var run = home.waiting(start(home, 2));

            assertThat(home.send("PATCH", "/v1/runs/" + run.id(), "{\"max_wall_ms\": 50000}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(home.run(run).status()).isEqualTo(RunStatus.WAITING);
            home.send("PATCH", "/v1/runs/" + run.id(), "{\"max_steps\": 50}");

            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.run(run).terms().limits()).isEqualTo(new RunLimits(50, 50_000));
        }
    }

    @Test
    void aLimitThatFallsWhileTheRunWorksHoldsFromTheNextStep() {
        var model = ScriptedModel.saying(
                Turn.call("exec", "{\"command\": \"until [ -e go ]; do sleep 0.02; done\"}"), Turn.text("never said"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.await(start(home, 9), "calls", it -> it.work().openCalls() == 1);
            home.send("PATCH", "/v1/runs/" + run.id(), "{\"max_steps\": 1}");
            home.write("go", "");

            assertThat(home.waiting(run).waitsFor("step_limit")).isTrue();
            assertThat(model.requests()).hasSize(1);
        }
    }

    @Test
    void silenceEndsTheRunWhereItHasALimit() {
        try (var home = AgentsHome.impatient(folder, Duration.ofMillis(200), thinking(9))) {
            var run = start(home, 3);

            assertThat(home.ended(run).ended())
                    .isInstanceOfSatisfying(
                            RunEvent.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("step_limit"));
            assertThat(home.events(run, RunEvent.Waiting.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.dueAt()).isNotNull());
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        try (var home = AgentsHome.open(folder, thinking(9))) {
            var run = home.waiting(start(home, 3));
            var path = "/v1/runs/%s/continue".formatted(run.id());

            assertThat(home.post(path, "{\"steps\": 0}").statusCode()).isEqualTo(400);
            assertThat(home.post(path, "{\"steps\": 1001}").statusCode()).isEqualTo(400);
            assertThat(home.send("PATCH", "/v1/runs/" + run.id(), "{}").statusCode())
                    .isEqualTo(400);
            assertThat(home.send("PATCH", "/v1/runs/" + run.id(), "{\"max_steps\": 10001}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(home.run(run).status()).isEqualTo(RunStatus.WAITING);

            home.agents().signals().pause(AgentsHome.OWNER, run.id(), "lunch");
            assertThat(home.post(path, "").statusCode()).isEqualTo(409);
            assertThat(home.run(run).status()).isEqualTo(RunStatus.PAUSED);
        }
    }
}
