package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SignalsApiTests {

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.saying(Turn.broken(Turn.Fault.STALL, "I think"));
    private AgentsHome home;
    private RunState run;

    @BeforeEach
    void thinks() {
        home = AgentsHome.open(folder, model);
        run = home.start("think");
        Awaiting.until("the model is asked", () -> model.requests().size() == 1);
    }

    @AfterEach
    void closes() {
        home.close();
    }

    private int post(String what, String body) {
        return home.post("/v1/runs/%s/%s".formatted(run.id(), what), body).statusCode();
    }

    private String status() {
        return json(home.get("/v1/runs/" + run.id()).body()).path("status").asString();
    }

    @Test
    void pausesWithAndWithoutAReason() {
        var paused = home.post("/v1/runs/%s/pause".formatted(run.id()), "{\"reason\": \"lunch\"}");
        assertThat(paused.statusCode()).isEqualTo(200);
        assertThat(json(paused.body()).path("status").asString()).isEqualTo("paused");
        assertThat(post("resume", "")).isEqualTo(200);
        model.add(Turn.broken(Turn.Fault.STALL, "again"));
        Awaiting.until("the run works", () -> status().equals("running"));
        assertThat(post("pause", "")).isEqualTo(200);

        assertThat(home.events(run, RunEvent.Paused.class))
                .extracting(RunEvent.Paused::reason)
                .containsExactly("lunch", "A person paused it.");
    }

    @ParameterizedTest
    @CsvSource({
        "pause, paused",
        "STOP, paused",
        "cancel, cancelled",
        "TERM, cancelled",
        "kill, cancelled",
        "KILL, cancelled"
    })
    void takesSignalsByEitherName(String signal, String status) {
        assertThat(post("signal", "{\"signal\": \"%s\"}".formatted(signal))).isEqualTo(200);
        assertThat(status()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"resume", "CONT"})
    void goesOnBySignal(String signal) {
        post("signal", "{\"signal\": \"STOP\"}");
        model.add(Turn.text("done"));

        assertThat(post("signal", "{\"signal\": \"%s\"}".formatted(signal))).isEqualTo(200);
        assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
    }

    @Test
    void aKilledRunSaysSo() {
        post("signal", "{\"signal\": \"KILL\"}");

        assertThat(home.run(run).ended()).isEqualTo(new RunEvent.Cancelled(run.id(), "killed"));
    }

    @Test
    void whatTheLifecycleForbidsIsRefusedAndChangesNothing() {
        assertThat(post("resume", "")).isEqualTo(409);
        assertThat(post("continue", "")).isEqualTo(409);
        assertThat(post("retry", "")).isEqualTo(409);
        assertThat(status()).isEqualTo("running");

        assertThat(post("pause", "")).isEqualTo(200);
        var again = home.post("/v1/runs/%s/pause".formatted(run.id()), "");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again.body()).path("code").asString()).isEqualTo("illegal_transition");
        assertThat(status()).isEqualTo("paused");

        assertThat(post("cancel", "")).isEqualTo(200);
        assertThat(post("pause", "")).isEqualTo(409);
        assertThat(post("resume", "")).isEqualTo(409);
        assertThat(post("signal", "{\"signal\": \"KILL\"}")).isEqualTo(409);
        assertThat(home.send("PATCH", "/v1/runs/" + run.id(), "{\"priority\": 1}")
                        .statusCode())
                .isEqualTo(409);
        assertThat(status()).isEqualTo("cancelled");
        assertThat(home.events(run.id()).getLast()).isInstanceOf(RunEvent.Cancelled.class);
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        assertThat(post("signal", "{\"signal\": \"HUP\"}")).isEqualTo(400);
        assertThat(post("signal", "{}")).isEqualTo(400);
        assertThat(post("pause", "{\"why\": \"x\"}")).isEqualTo(400);
        assertThat(home.post("/v1/runs/run-none/pause", "").statusCode()).isEqualTo(404);
        assertThat(home.send("PATCH", "/v1/runs/" + run.id(), "{\"priority\": 6}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(home.send("PATCH", "/v1/runs/" + run.id(), "{\"status\": \"completed\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(status()).isEqualTo("running");
    }

    @Test
    void changesOnlyTheTermsThatAreNamed() {
        home.send("PATCH", "/v1/runs/" + run.id(), "{\"priority\": 1, \"max_tokens\": 9000}");
        var adjusted = home.send("PATCH", "/v1/runs/" + run.id(), "{\"max_output_bytes\": 5, \"max_wall_ms\": 70000}");

        var limits = json(adjusted.body()).path("limits");
        assertThat(json(adjusted.body()).path("priority").asInt()).isEqualTo(1);
        assertThat(limits.path("max_tokens").asInt()).isEqualTo(9_000);
        assertThat(limits.path("max_output_bytes").asInt()).isEqualTo(5);
        assertThat(limits.path("max_wall_ms").asInt()).isEqualTo(70_000);
        assertThat(limits.path("max_steps").asInt()).isEqualTo(200);
        assertThat(home.events(run, RunEvent.Adjusted.class)).hasSize(2);
    }
}
