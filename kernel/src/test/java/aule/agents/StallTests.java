package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.models.ChatModel.Message;
import aule.models.ChatModel.Request;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.ScriptedTool;
import aule.testkit.Turn;
import aule.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An agent that repeats itself to no effect is told, and then stopped. */
@Timeout(60)
class StallTests {

    private static final Turn LAMP = Turn.call("lamp", "{\"text\": \"on\"}");
    private static final Turn LOOK = Turn.call("look", "{}");

    @TempDir
    Path folder;

    private final AtomicInteger count = new AtomicInteger();
    private final Set<String> rested = ConcurrentHashMap.newKeySet();
    private final ScriptedTool lamp =
            ScriptedTool.of("lamp", Tool.Effect.WRITE, false, _ -> Tool.Result.failure("The bulb is broken."));
    private final ScriptedTool look =
            ScriptedTool.of("look", Tool.Effect.READ, true, _ -> Tool.Result.success("It is dark."));
    private final ScriptedTool clock = ScriptedTool.of(
            "clock", Tool.Effect.READ, true, _ -> Tool.Result.success("Tick " + count.incrementAndGet() + "."));
    private final ScriptedTool nap = ScriptedTool.idempotent("nap", this::nap);

    /** Waits a little the first time it is called under a key. */
    private Tool.Result nap(Tool.Call call) {
        return rested.add(call.idempotencyKey())
                ? new Tool.Result.Pending("timer", Instant.now().plusMillis(1))
                : Tool.Result.success("Rested.");
    }

    private static Turn[] times(int times, Turn... turns) {
        return Collections.nCopies(times, List.of(turns)).stream()
                .flatMap(List::stream)
                .toArray(Turn[]::new);
    }

    private AgentsHome home(Turn... turns) {
        var model = ScriptedModel.saying(turns);
        model.add(Turn.text("done"));
        return AgentsHome.equipped(folder, List.of(lamp, look, clock, nap), model);
    }

    private static void assertStopped(RunState run, String... words) {
        assertThat(run.ended()).isInstanceOfSatisfying(RunEvent.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("loop_detected");
            assertThat(failed.detail()).contains(words);
        });
    }

    @Test
    void theSameFailingCallIsNotExecutedTheThirdTimeAndSaysWhy() {
        try (var home = home(times(3, LAMP))) {
            var run = home.ended(home.start("light the lamp"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(lamp.calls()).hasSize(2);
            var answers = home.events(run, RunEvent.ToolAnswered.class);
            assertThat(answers)
                    .extracting(RunEvent.ToolAnswered::error)
                    .containsExactly("tool_failed", "tool_failed", "repeated_failure");
            assertThat(answers.getLast().output()).contains("lamp", "2 times", "The bulb is broken.", "another way");
            assertThat(answers.getLast().receiptId()).isNull();
        }
    }

    @Test
    void whoeverInsistsIsStopped() {
        try (var home = home(times(20, LAMP))) {
            var run = home.ended(home.start("light the lamp"));

            assertStopped(run, "lamp {\"text\": \"on\"} 5 times", "The bulb is broken.");
            assertThat(lamp.calls()).hasSize(2);
            assertThat(run.work().step()).isEqualTo(5);
        }
    }

    @Test
    void afterAChangeTheSameCallIsWorthATry() {
        var turns = Stream.of("1", "2", "3", "4")
                .flatMap(text -> Stream.of(
                        LAMP, Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"%s\"}".formatted(text))))
                .toArray(Turn[]::new);
        try (var home = home(turns)) {
            var run = home.ended(home.start("light the lamp"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(lamp.calls()).hasSize(4);
        }
    }

    @Test
    void afterAWhileTheSameCallIsWorthATry() {
        try (var home = home(times(4, LAMP, Turn.call("nap", "{}")))) {
            var run = home.ended(home.start("light the lamp"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(lamp.calls()).hasSize(4);
        }
    }

    @Test
    void theSameStepWithTheSameResultEightTimesIsAStandstill() {
        try (var home = home(times(20, LOOK))) {
            var run = home.ended(home.start("look around"));

            assertStopped(run, "look {}", "8 times in a row", "It is dark.");
            assertThat(look.calls()).hasSize(8);
        }
    }

    @Test
    void twoStepsInTurnAreACircle() {
        try (var home = home(times(20, LOOK, Turn.call("think", "{\"thought\": \"Dark.\"}")))) {
            var run = home.ended(home.start("look around"));

            assertStopped(run, "look {}, then think {\"thought\": \"Dark.\"}, 6 times in a row");
            assertThat(run.work().step()).isEqualTo(12);
        }
    }

    @Test
    void aStandstillIsSeenAcrossARestart() {
        var first = ScriptedModel.saying(times(7, LOOK));
        first.add(new Turn.Refusal(503, "Starting.", Duration.ofMillis(200)));
        RunState run;
        try (var home = AgentsHome.equipped(folder, List.of(look), first)) {
            run = home.await(home.start("look around"), "is to be retried", it -> it.status() == RunStatus.RETRYING);
        }
        try (var home = AgentsHome.equipped(folder, List.of(look), ScriptedModel.saying(LOOK, LOOK))) {
            assertStopped(home.ended(run), "8 times in a row");
        }
    }

    @Test
    void whatAnswersAnewEachTimeIsNoStandstill() {
        try (var home = home(times(20, Turn.call("clock", "{}")))) {
            assertThat(home.ended(home.start("watch the clock")).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void lookingNowAndThenIsNoStandstill() {
        try (var home = home(times(10, LOOK, Turn.call("nap", "{}")))) {
            assertThat(home.ended(home.start("wait for the light")).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    @Test
    void lookingForMessagesIsNoStandstill() {
        try (var home = home(times(12, Turn.call("check_messages", "{}")))) {
            assertThat(home.ended(home.start("wait for word")).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    /** Says the same to the other and waits for its answer, over and over. */
    private static Turn passOn(Request request) {
        var said = request.messages().stream()
                .filter(Message.Assistant.class::isInstance)
                .count();
        var goal = ((Message.User) request.messages().getFirst()).text();
        var leads = goal.startsWith("lead");
        if (leads && said == 0) {
            return Turn.call("spawn", "{\"task\": \"follow\"}");
        }
        return (leads ? said + 1 : said) % 2 == 0
                ? Turn.call(
                        "send_message", "{\"to\": \"%s\", \"text\": \"You do it.\"}".formatted(other(request, leads)))
                : Turn.call("wait_for", "{\"seconds\": 1}");
    }

    private static String other(Request request, boolean leads) {
        var follower = Pattern.compile("works on it as (run-\\w+)");
        return leads
                ? request.messages().stream()
                        .filter(Message.ToolResult.class::isInstance)
                        .map(it -> follower.matcher(((Message.ToolResult) it).output()))
                        .filter(Matcher::find)
                        .map(it -> it.group(1))
                        .findFirst()
                        .orElseThrow()
                : "parent";
    }

    @Test
    void twoAgentsThatPassATaskToAndFroAreStoppedHoweverLongTheyWait() {
        try (var home = AgentsHome.open(folder, ScriptedModel.answering(StallTests::passOn))) {
            var run = home.start("lead the way");
            Awaiting.until(
                    "the run has ended",
                    Duration.ofSeconds(40),
                    () -> home.run(run).status().ended());

            assertStopped(home.run(run), "send_message", "You do it.", "then wait_for", "6 times in a row");
            var follower = home.agents().lists().children(run.id(), 10).getFirst();
            assertThat(home.ended(follower).status()).isIn(RunStatus.FAILED, RunStatus.CANCELLED);
        }
    }
}
