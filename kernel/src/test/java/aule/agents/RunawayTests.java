package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.kernel.TokenUsage;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.ScriptedTool;
import aule.testkit.Turn;
import aule.tools.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that does not stop by itself is stopped at its limit, with the evidence. */
@Timeout(60)
class RunawayTests {

    private static final long AN_HOUR = 3_600_000;

    @TempDir
    Path folder;

    private final AtomicInteger count = new AtomicInteger();
    private final ScriptedTool flood = ScriptedTool.of(
            "flood", Tool.Effect.READ, true, _ -> Tool.Result.success("water ".repeat(100) + count.incrementAndGet()));

    private AgentsHome home() {
        var usage = new TokenUsage(70, 30, 0, 0);
        var model = ScriptedModel.answering(
                _ -> Turn.call("flood", "{\"text\": \"more\"}").costing(usage));
        return AgentsHome.equipped(folder, List.of(flood), model);
    }

    private static RunState start(AgentsHome home, RunLimits limits) {
        return home.agents().runs().start(AgentsHome.OWNER, Goal.of("flood").within(limits));
    }

    private static void assertFailed(RunState run, String code, String... evidence) {
        assertThat(run.ended()).isInstanceOfSatisfying(RunEvent.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo(code);
            assertThat(failed.detail()).contains(evidence);
        });
    }

    @Test
    void tokens() {
        try (var home = home()) {
            var run = home.ended(start(home, new RunLimits(50, AN_HOUR, 250, 0)));

            assertFailed(
                    run,
                    "token_limit",
                    "300 tokens (210 in, 90 out)",
                    "may use 250",
                    "3 steps with 2 calls",
                    "flood {\"text\": \"more\"} (done, 601 characters)");
            assertThat(flood.calls())
                    .as("nothing is done any more beyond the limit")
                    .hasSize(2);
        }
    }

    @Test
    void output() {
        try (var home = home()) {
            var run = home.ended(start(home, new RunLimits(50, AN_HOUR, 0, 1_500)));

            assertFailed(run, "output_limit", "1,803 bytes", "may 1,500", "3 steps with 3 calls");
        }
    }

    @Test
    void limitsAreGivenWithTheGoal() {
        try (var home = home()) {
            var started =
                    home.post("/v1/runs", "{\"goal\": \"flood\", \"max_tokens\": 120, \"max_output_bytes\": 9000}");

            assertThat(started.statusCode()).isEqualTo(202);
            assertThat(started.body()).contains("\"max_tokens\":120", "\"max_output_bytes\":9000");
        }
    }
}
