package aule.agents.past;

import static aule.agents.past.Replaying.isTheSame;
import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.Goal;
import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.models.ModelSpec;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.ScriptedTool;
import aule.testkit.Turn;
import aule.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What came from outside while a run was at work comes again at the same places. */
@Timeout(60)
class ReplayLifeTests {

    private static final Turn STALLS = Turn.broken(Turn.Fault.STALL, "I think");
    private static final String UNTIL_TOLD = "{\"command\": \"until [ -e go ]; do sleep 0.02; done; echo ended\"}";

    @TempDir
    Path folder;

    @Test
    void goesThroughEveryLifeOfAKernel() {
        var stalling = ScriptedModel.saying(
                Turn.call("append_file", "{\"path\": \"a.txt\", \"content\": \"x\"}"),
                Turn.broken(Turn.Fault.STALL, "And now"));
        RunState run;
        try (var home = AgentsHome.open(folder, stalling)) {
            run = home.start("append x");
            Awaiting.until("the model is asked again", () -> stalling.requests().size() == 2);
            isTheSame(home, run);
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("done")))) {
            isTheSame(home, home.ended(run));
            assertThat(home.events(run, RunEvent.Dispatched.class)).hasSize(2);
        }
    }

    @Test
    void knowsACancelledRun() {
        var stalling = ScriptedModel.saying(Turn.broken(Turn.Fault.STALL, "And now"));
        try (var home = AgentsHome.open(folder, stalling)) {
            var run = home.start("wait");
            Awaiting.until("the model is asked", () -> stalling.requests().size() == 1);
            home.post("/v1/runs/%s/cancel".formatted(run.id()), "{}");

            isTheSame(home, home.ended(run));
        }
    }

    @Test
    void knowsPausesInTheMiddleOfAQuestionAndOfACall() {
        var model = ScriptedModel.saying(
                Turn.call("think", "{\"thought\": \"hm\"}"), STALLS, Turn.call("exec", UNTIL_TOLD), Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("think");
            Awaiting.until("the model is asked", () -> model.requests().size() == 2);
            home.agents().signals().pause(AgentsHome.OWNER, run.id(), "lunch");
            home.idle(run);
            isTheSame(home, run);
            home.agents().signals().resume(AgentsHome.OWNER, run.id());
            Awaiting.until(
                    "the command runs",
                    () -> home.events(run, RunEvent.ToolCalled.class).size() == 2);
            home.agents().signals().pause(AgentsHome.OWNER, run.id(), "tea");
            home.write("go", "");
            home.idle(run);
            home.agents().signals().resume(AgentsHome.OWNER, run.id());

            isTheSame(home, home.ended(run));
        }
    }

    @Test
    void knowsWhatTheModelHadHeardWhenItWasAsked() {
        var home = new AgentsHome[1];
        var run = new RunState[1];
        Function<String, Turn> tells = text -> {
            home[0].agents().signals().tell(OrgId.LOCAL, "user-owner", run[0].id(), text);
            return Turn.call("think", "{\"thought\": \"%s\"}".formatted(text));
        };
        var step = new AtomicInteger();
        var model = ScriptedModel.answering(_ -> switch (step.incrementAndGet()) {
            case 1 -> Turn.call("exec", UNTIL_TOLD);
            case 2, 3 -> tells.apply("while you think " + step);
            default -> Turn.text("done");
        });
        try (var opened = AgentsHome.open(folder, model)) {
            home[0] = opened;
            run[0] = opened.start("listen");
            Awaiting.until(
                    "the command runs",
                    () -> !opened.events(run[0], RunEvent.ToolCalled.class).isEmpty());
            opened.agents().signals().tell(OrgId.LOCAL, "user-owner", run[0].id(), "while you work");
            opened.write("go", "");

            isTheSame(opened, opened.ended(run[0]));
            assertThat(opened.events(run[0], RunEvent.Messaged.class)).hasSize(3);
        }
    }

    @Test
    void knowsWhatWasTriedAgain() {
        var tries = new AtomicInteger();
        var flaky = ScriptedTool.idempotent(
                "flaky",
                _ -> tries.incrementAndGet() < 3
                        ? Tool.Result.failure("unavailable", "Not now.")
                        : Tool.Result.success("Now."));
        var model = ScriptedModel.saying(
                Turn.refused(429, "slow down"),
                Turn.broken(Turn.Fault.RESET, "half"),
                Turn.calls(new Turn.Call("flaky", "{}"), new Turn.Call("think", "{\"thought\": \"hm\"}")),
                Turn.text("at last"));
        try (var home = AgentsHome.equipped(folder, List.of(flaky), model)) {
            var run = home.ended(home.start("try"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(run, RunEvent.Retrying.class)).hasSize(4);
            for (var chance = 0; chance < 25; chance++) {
                isTheSame(home, run);
            }
            assertThat(tries).hasValue(3);
        }
    }

    @Test
    void knowsARunThatWaitsForItsNextTry() {
        var model = ScriptedModel.saying(new Turn.Refusal(429, "come back", Duration.ofHours(1)));
        try (var home = AgentsHome.open(folder, model)) {
            isTheSame(home, home.await(home.start("try"), "waits", it -> it.status() == RunStatus.RETRYING));
        }
    }

    @Test
    void knowsWhatWasGivenUp() {
        var flaky = ScriptedTool.idempotent("flaky", _ -> Tool.Result.failure("unavailable", "Not now."));
        var model = ScriptedModel.saying(Turn.call("flaky", "{}"));
        try (var home = AgentsHome.equipped(folder, List.of(flaky), model)) {
            var run = home.ended(home.start("try"));

            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            isTheSame(home, run);
        }
    }

    @Test
    void knowsCallsThatWaitForAChild() {
        var calls = new AtomicInteger();
        var ward = ScriptedTool.idempotent(
                "ward",
                _ -> calls.incrementAndGet() < 3
                        ? new Tool.Result.Pending("child", null)
                        : Tool.Result.success("The child is done."));
        var model = ScriptedModel.saying(
                Turn.calls(new Turn.Call("list_dir", "{}"), new Turn.Call("ward", "{}")), Turn.text("All done."));
        try (var home = AgentsHome.equipped(folder, List.of(ward), model)) {
            var run = home.waiting(home.start("wait for the child"));
            isTheSame(home, run);
            home.agents().signals().tell(OrgId.LOCAL, "run-child", run.id(), "Not yet.");
            Awaiting.until(
                    "it waits again",
                    () -> home.events(run, RunEvent.Waiting.class).size() == 2);
            home.agents().signals().tell(OrgId.LOCAL, "run-child", run.id(), "Now.");

            isTheSame(home, home.ended(run));
        }
    }

    @Test
    void knowsSummariesOfOlderSteps() {
        var step = new AtomicInteger();
        var model = ScriptedModel.answering(request -> request.tools().isEmpty()
                        ? Turn.text("One thought after the other.")
                        : step.incrementAndGet() < 60
                                ? Turn.call("think", "{\"thought\": \"%s %s\"}".formatted(step, "and on ".repeat(40)))
                                : Turn.text("done"))
                .as(new ModelSpec(
                        "scripted/small",
                        "small",
                        "scripted",
                        "general",
                        "",
                        "",
                        true,
                        true,
                        8_192,
                        new ModelSpec.Supports(true, false, false)));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("think long"));

            assertThat(home.events(run, RunEvent.Compacted.class)).hasSizeGreaterThan(1);
            isTheSame(home, run);
        }
    }

    @Test
    void knowsARunThatWasGivenMoreSteps() {
        var step = new AtomicInteger();
        var model = ScriptedModel.answering(_ -> step.incrementAndGet() < 4
                ? Turn.call("think", "{\"thought\": \"%s\"}".formatted(step))
                : Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.waiting(home.agents()
                    .runs()
                    .start(AgentsHome.OWNER, Goal.of("think").within(new RunLimits(2, 60_000))));
            home.agents().signals().proceed(AgentsHome.OWNER, run.id(), 5);

            isTheSame(home, home.ended(run));
        }
    }
}
