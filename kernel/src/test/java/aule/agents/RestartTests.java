package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.PersonaId;
import aule.kernel.RunEvent;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that has failed for good is restarted as often as its persona says. */
@Timeout(120)
class RestartTests {

    private static final Turn CRASH = Turn.refused(401, "The key is wrong.");

    @TempDir
    Path folder;

    private static Goal goal(AgentsHome home, int restarts) {
        var made = home.post(
                "/v1/personas",
                "{\"name\": \"Phoenix\", \"system_prompt\": \"You rise.\", \"restarts\": %d, \"restart_pause_ms\": 5}"
                        .formatted(restarts));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return Goal.of("rise").as(new PersonaId(json(made.body()).path("id").asString()));
    }

    private static List<Integer> restarts(AgentsHome home, RunState run) {
        return home.events(run, RunEvent.Retrying.class).stream()
                .map(RunEvent.Retrying::restart)
                .toList();
    }

    private RunState ended(AgentsHome home, int restarts) {
        return home.ended(home.agents().runs().start(AgentsHome.OWNER, goal(home, restarts)));
    }

    @Test
    void upToItsLimit() {
        var model = ScriptedModel.answering(_ -> CRASH);
        try (var home = AgentsHome.open(folder, model)) {
            var run = ended(home, 2);

            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(restarts(home, run)).containsExactly(1, 2);
            assertThat(model.requests()).hasSize(3);
            assertThat(home.get("/v1/dead-letters").body()).contains(run.id().value());
        }
    }

    @Test
    void andGoesOnFromItsLastStep() {
        var model = ScriptedModel.saying(Turn.call("think", "{\"thought\": \"hm\"}"), CRASH, Turn.text("Risen."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = ended(home, 1);

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "Risen."));
            assertThat(home.events(run, RunEvent.ToolCalled.class)).hasSize(1);
            assertThat(home.get("/v1/dead-letters").body())
                    .doesNotContain(run.id().value());
        }
    }

    @Test
    void alsoWhenOneMoreTryDidNotHelp() {
        var model = ScriptedModel.answering(_ -> Turn.refused(503, "It starts."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = ended(home, 1);

            assertThat(restarts(home, run)).containsExactly(null, null, 1, null, null);
            assertThat(run.ended())
                    .isInstanceOfSatisfying(
                            RunEvent.Failed.class,
                            failed -> assertThat(failed.detail())
                                    .contains("3 times in a row after restart 1 of its agent"));
        }
    }

    @Test
    void countsRestartsOfTheWholeRun() {
        var model =
                ScriptedModel.saying(CRASH, Turn.call("think", "{\"thought\": \"hm\"}"), CRASH, Turn.text("Risen."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = ended(home, 1);

            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(restarts(home, run)).containsExactly(1);
        }
    }

    @Test
    void andNeverUnlessItsPersonaSaysSo() {
        var model = ScriptedModel.answering(_ -> CRASH);
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("rise"));

            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(model.requests()).hasSize(1);
        }
    }
}
