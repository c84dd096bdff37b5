package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.ScriptedTool;
import aule.testkit.Turn;
import aule.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What failed in a way that may pass is tried again, and no thread waits for it. */
@Timeout(60)
class RetryTests {

    @TempDir
    Path folder;

    private final AtomicInteger failures = new AtomicInteger();

    private Tool.Result twiceUnavailable(Tool.Call call) {
        return failures.incrementAndGet() <= 2
                ? Tool.Result.failure("unavailable", "The lamp is busy.")
                : Tool.Result.success("The lamp is on.");
    }

    @Test
    void aToolThatFailsTwiceIsCalledThreeTimesWithGrowingGaps() {
        var lamp = ScriptedTool.idempotent("lamp", this::twiceUnavailable);
        var model = ScriptedModel.saying(Turn.call("lamp", "{}"), Turn.text("Lit."));
        try (var home = AgentsHome.equipped(folder, List.of(lamp), model)) {
            var run = home.ended(home.start("light the lamp"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "Lit."));
            assertThat(lamp.calls()).hasSize(3);
            assertThat(lamp.calls()).extracting(Tool.Call::idempotencyKey).containsOnly(run.id() + "/call-scripted-1");
            assertThat(home.events(run, RunEvent.ToolCalled.class)).hasSize(1);
            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.output()).isEqualTo("The lamp is on."));
            var retries = home.events(run, RunEvent.Retrying.class);
            assertThat(retries).extracting(RunEvent.Retrying::attempt).containsExactly(1, 2);
            assertThat(retries).allSatisfy(it -> {
                assertThat(it.code()).isEqualTo("unavailable");
                assertThat(it.detail()).isEqualTo("The lamp is busy.");
                assertThat(it.callId()).isEqualTo("call-scripted-1");
            });
            var gaps = gaps(home, run);
            assertThat(gaps.getLast()).isGreaterThanOrEqualTo(gaps.getFirst());
        }
    }

    /** From each failure to the time for which the next try was set. */
    private static List<Duration> gaps(AgentsHome home, RunState run) {
        var gaps = new ArrayList<Duration>();
        for (var event : home.agents().runs().history(run)) {
            if (event.body() instanceof RunEvent.Retrying retry) {
                var gap = Duration.between(event.at(), retry.dueAt());
                gaps.add(Duration.ofMillis(Math.round(gap.toNanos() / 1e6)));
            }
        }
        return gaps;
    }

    @Test
    void aToolThatMustNotBeRepeatedTellsItsFailureToTheModel() {
        var lamp = ScriptedTool.of("lamp", Tool.Effect.WRITE, false, this::twiceUnavailable);
        var model = ScriptedModel.saying(Turn.call("lamp", "{}"), Turn.text("It is busy."));
        try (var home = AgentsHome.equipped(folder, List.of(lamp), model)) {
            var run = home.ended(home.start("light the lamp"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(lamp.calls()).hasSize(1);
            assertThat(home.events(run, RunEvent.Retrying.class)).isEmpty();
            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.error()).isEqualTo("unavailable"));
        }
    }

    @Test
    void aProviderThatAsksForAnHourGetsIt() {
        var model = ScriptedModel.saying(new Turn.Refusal(429, "Come back in an hour.", Duration.ofHours(1)));
        try (var home = AgentsHome.open(folder, model)) {
            var before = Instant.now();
            var run = home.await(home.start("hi"), "is to be retried", it -> it.status() == RunStatus.RETRYING);

            var retry = home.events(run, RunEvent.Retrying.class).getFirst();
            assertThat(retry.code()).isEqualTo("rate_limited");
            assertThat(retry.callId()).isNull();
            assertThat(retry.dueAt()).isAfter(before.plus(Duration.ofHours(1)));
            assertThat(home.get("/v1/runs/" + run.id()).body())
                    .contains("\"retrying\":{\"code\":\"rate_limited\"", "Come back in an hour.");
        }
    }

    @Test
    void aRetrySurvivesTheKernel() {
        var busy = ScriptedModel.saying(new Turn.Refusal(503, "Starting.", Duration.ofMillis(200)));
        RunState run;
        try (var home = AgentsHome.open(folder, busy)) {
            run = home.await(home.start("hi"), "is to be retried", it -> it.status() == RunStatus.RETRYING);
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("Good morning.")))) {
            assertThat(home.ended(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "Good morning."));
        }
    }

    @Test
    void aStepThatKeepsFailingEndsTheRunWithEveryAttempt() {
        var lamp = ScriptedTool.idempotent(
                "lamp", _ -> Tool.Result.failure("unavailable", "Out of bulbs (" + failures.incrementAndGet() + ")."));
        var model = ScriptedModel.saying(Turn.call("lamp", "{}"));
        try (var home = AgentsHome.equipped(folder, List.of(lamp), model)) {
            var run = home.ended(home.start("light the lamp"));

            assertThat(run.ended()).isInstanceOfSatisfying(RunEvent.Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("unavailable");
                assertThat(failed.detail())
                        .startsWith("Out of bulbs (3).")
                        .contains(
                                "3 times in a row", "unavailable: Out of bulbs (1). · unavailable: Out of bulbs (2).");
            });
            assertThat(lamp.calls()).hasSize(3);
        }
    }

    @Test
    void whatNoWaitingChangesIsNotTriedAgain() {
        var model = ScriptedModel.answering(_ -> Turn.refused(401, "The key is wrong."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("hi"));

            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(model.requests()).hasSize(1);
            assertThat(home.events(run, RunEvent.Retrying.class)).isEmpty();
        }
    }
}
