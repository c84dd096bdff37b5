package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.kernel.TokenUsage;
import aule.sandbox.SandboxRoom;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.ScriptedTool;
import aule.testkit.Turn;
import aule.tools.Tool;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

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

    /** A home whose agent runs one command over and over. */
    private AgentsHome commanding(String command) {
        var arguments = JsonMapper.shared().createObjectNode().put("command", command);
        var model = ScriptedModel.answering(_ -> Turn.call("exec", arguments.toString()));
        return AgentsHome.open(folder, model);
    }

    @Test
    void processes() {
        var bomb = "import os,time\nn=0\ntry:\n while True:\n  if os.fork()==0: time.sleep(30)\n  n+=1\n"
                + "except OSError: print(n)";
        Assumptions.assumeTrue(countsProcesses(), "No control groups count processes on this machine.");
        try (var home = commanding("python3 -c '%s'".formatted(bomb))) {
            var run = home.ended(start(home, new RunLimits(50, AN_HOUR).withMachine(40, 0)));

            assertFailed(run, "process_limit", "of exec", "more than 40 processes at once", "1 steps with 1 calls");
        }
    }

    private boolean countsProcesses() {
        try (var room = SandboxRoom.open(folder.resolve("walls"))) {
            return room.sandbox().rung().detail().contains("memory, pids");
        }
    }

    @Test
    void aCommandThatFillsTheWorkspace() {
        var writer = "i=0; while true; do i=$((i+1)); head -c 100000 /dev/zero > f$i; sleep 0.05; done";
        try (var home = commanding(writer)) {
            var run = home.ended(start(home, new RunLimits(50, AN_HOUR).withMachine(0, 1_000_000)));

            assertFailed(run, "disk_limit", "more than 1,000,000 bytes to the workspace", "1 steps with 1 calls");
        }
    }

    @Test
    void aCommandThatWritesOneLargeFile() {
        try (var home = commanding("head -c 9000000 /dev/zero > big")) {
            var run = home.ended(start(home, new RunLimits(50, AN_HOUR).withMachine(0, 1_000_000)));

            assertFailed(run, "disk_limit", "1,000,000 bytes", "1 steps with 1 calls");
        }
    }

    @Test
    void filesThatGrowCallByCall() {
        var model = ScriptedModel.answering(request -> Turn.call(
                "write_file",
                "{\"path\": \"f%d\", \"content\": \"%s\"}"
                        .formatted(request.messages().size(), "x".repeat(400))));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(start(home, new RunLimits(50, AN_HOUR).withMachine(0, 1_000)));

            assertFailed(run, "disk_limit", "added 1,200 bytes of files and may add 1,000", "3 steps with 3 calls");
        }
    }

    @Test
    void limitsAreGivenWithTheGoal() {
        try (var home = home()) {
            var started = home.post(
                    "/v1/runs",
                    "{\"goal\": \"flood\", \"max_tokens\": 120, \"max_output_bytes\": 9000, \"max_processes\": 12,"
                            + " \"max_disk_bytes\": 77}");

            assertThat(started.statusCode()).isEqualTo(202);
            assertThat(started.body())
                    .contains("\"max_tokens\":120", "\"max_output_bytes\":9000")
                    .contains("\"max_processes\":12", "\"max_disk_bytes\":77");
        }
    }
}
