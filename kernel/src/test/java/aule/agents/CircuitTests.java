package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.models.ChatModel.Message.ToolResult;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.ScriptedTool;
import aule.testkit.Turn;
import aule.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A tool that is out of order is left alone for a while, by all runs. */
@Timeout(60)
class CircuitTests {

    @TempDir
    Path folder;

    private final AtomicInteger called = new AtomicInteger();

    private Tool.Result fiveTimesDark(Tool.Call call) {
        return called.incrementAndGet() > 5
                ? Tool.Result.success("It shines.")
                : Tool.Result.failure("unavailable", "There is no current.");
    }

    /** Calls the lamp as often as a test wants, whatever it answers. */
    private static ScriptedModel calling(int times) {
        var turns = IntStream.rangeClosed(1, times)
                .mapToObj(time -> Turn.call("lamp", "{\"text\": \"%d\"}".formatted(time)))
                .toArray(Turn[]::new);
        var model = ScriptedModel.saying(turns);
        model.add(Turn.text("done"));
        return model;
    }

    @Test
    void theSixthCallAfterFiveFailuresFailsFastAndTheToolsSayWhy() {
        var lamp = ScriptedTool.of("lamp", Tool.Effect.WRITE, false, this::fiveTimesDark);
        try (var home = AgentsHome.wary(folder, Duration.ofHours(1), List.of(lamp), calling(6))) {
            assertThat(home.get("/v1/tools").body()).doesNotContain("\"state\":\"open\"");
            var run = home.ended(home.start("light the lamp"));

            assertThat(lamp.calls()).hasSize(5);
            var answers = home.events(run, RunEvent.ToolAnswered.class);
            assertThat(answers).extracting(RunEvent.ToolAnswered::error).endsWith("unavailable", "circuit_open");
            assertThat(answers.getLast().output()).contains("The tool lamp failed 5 times", "left alone until");
            assertThat(home.get("/v1/tools").body())
                    .containsPattern("\"circuit\":\\{\"state\":\"open\",\"probe_at\":\"2");
        }
    }

    @Test
    void aRunThatIsTurnedAwayComesBackForTheProbeWhichClosesTheCircuit() {
        var lamp = ScriptedTool.idempotent("lamp", this::fiveTimesDark);
        var model = ScriptedModel.answering(request -> request.messages().getLast() instanceof ToolResult
                ? Turn.text("It is light.")
                : Turn.call("lamp", "{}"));
        try (var home = AgentsHome.wary(folder, Duration.ofMillis(40), List.of(lamp), model)) {
            assertThat(home.ended(home.start("light the lamp")).status()).isEqualTo(RunStatus.FAILED);
            var run = home.ended(home.start("light the lamp"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "It is light."));
            var retries = home.events(run, RunEvent.Retrying.class);
            assertThat(retries.subList(0, 2))
                    .extracting(RunEvent.Retrying::code)
                    .containsExactly("unavailable", "unavailable");
            assertThat(retries.subList(2, retries.size()))
                    .as("who is turned away has not tried")
                    .allSatisfy(it -> {
                        assertThat(it.code()).isEqualTo("circuit_open");
                        assertThat(it.attempt()).isEqualTo(2);
                    });
            assertThat(lamp.calls()).hasSize(6);
            assertThat(home.get("/v1/tools").body()).doesNotContain("\"state\":\"open\"");
        }
    }
}
