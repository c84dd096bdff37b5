package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The time that a run may work, changed while it does. */
@Timeout(60)
class TermsTests {

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.saying(
            Turn.call("exec", "{\"command\": \"until [ -e go ]; do sleep 0.02; done\"}"), Turn.text("done"));

    private static RunState atWork(AgentsHome home) {
        var goal = Goal.of("work").within(new RunLimits(9, 600_000));
        var run = home.agents().runs().start(AgentsHome.OWNER, goal);
        return home.await(run, "calls", it -> it.work().openCalls() == 1);
    }

    private static void allow(AgentsHome home, RunState run, long millis) {
        var answer = home.send("PATCH", "/v1/runs/" + run.id(), "{\"max_wall_ms\": %d}".formatted(millis));
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void lessTimeEndsTheRunWithItsNextStep() {
        try (var home = AgentsHome.open(folder, model)) {
            var run = atWork(home);
            allow(home, run, 1);
            home.write("go", "");

            assertThat(home.ended(run).ended())
                    .isInstanceOfSatisfying(
                            RunEvent.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("time_limit"));
            assertThat(model.requests()).hasSize(1);
        }
    }
}
