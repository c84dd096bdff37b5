package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal.Origin;
import aule.kernel.Event;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.kernel.TokenUsage;
import aule.kernel.ToolName;
import aule.policy.Confirmation;
import aule.policy.Confirmations;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.ScriptedTool;
import aule.testkit.Turn;
import aule.tools.Tool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecoveryTests {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ScriptedModel DUMB = ScriptedModel.saying();

    @TempDir
    Path folder;

    /** A run as a killed kernel leaves it behind, some events after its start. */
    private RunState killedAfter(java.util.function.Function<RunState, List<Event>> events) {
        try (var home = AgentsHome.asleep(folder, DUMB)) {
            var run = home.start("append a line");
            home.journal().append(StreamId.of(run.id()), Origin.kernel(run.id().value()), events.apply(run));
            return run;
        }
    }

    private static List<Event> untilModelAnswered(RunState run, String tool, String arguments) {
        return List.of(
                new RunEvent.Dispatched(run.id(), 0, "first"),
                new RunEvent.ModelAnswered(
                        run.id(),
                        1,
                        "scripted/model",
                        "",
                        "",
                        List.of(new RunEvent.ToolRequest("call-1", tool, arguments)),
                        TokenUsage.NONE,
                        1,
                        1,
                        1,
                        "hash",
                        null,
                        null,
                        null,
                        false,
                        null,
                        null));
    }

    private static RunEvent called(RunState run, String tool, String arguments) {
        return new RunEvent.ToolCalled(
                run.id(),
                1,
                "call-1",
                new ToolName(tool),
                arguments,
                "write",
                "allow:x",
                run.id() + ":call-1",
                "",
                null);
    }

    @Test
    void asksAModelAgainThatHadNotAnswered() {
        var run = killedAfter(it -> List.of(new RunEvent.Dispatched(it.id(), 0, "first")));
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("done")))) {
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(run, RunEvent.Dispatched.class).getLast().reason())
                    .isEqualTo("resumed");
        }
    }

    @Test
    void performsACallThatHadNotBegun() {
        var arguments = "{\"path\": \"a.txt\", \"content\": \"once\"}";
        var run = killedAfter(it -> untilModelAnswered(it, "append_file", arguments));
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("done")))) {
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.project().resolve("a.txt")).hasContent("once");
        }
    }

    @Test
    void neverRepeatsACallWhoseOutcomeIsUnknown() {
        var arguments = "{\"command\": \"echo twice >> a.txt\"}";
        var run = killedAfter(it -> java.util.stream.Stream.concat(
                        untilModelAnswered(it, "exec", arguments).stream(),
                        java.util.stream.Stream.of(called(it, "exec", arguments)))
                .toList());
        var model = ScriptedModel.saying(Turn.text("I do not know"));
        try (var home = AgentsHome.open(folder, model)) {
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.project().resolve("a.txt")).doesNotExist();
            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .extracting(RunEvent.ToolAnswered::error)
                    .containsExactly("outcome_unknown");
        }
    }

    @Test
    void neverRepeatsACallThatWasAnswered() {
        var arguments = "{\"command\": \"echo twice >> a.txt\"}";
        var run = killedAfter(it -> java.util.stream.Stream.concat(
                        untilModelAnswered(it, "exec", arguments).stream(),
                        java.util.stream.Stream.of(
                                called(it, "exec", arguments),
                                new RunEvent.ToolAnswered(
                                        it.id(),
                                        1,
                                        "call-1",
                                        new ToolName("exec"),
                                        true,
                                        "fine",
                                        "",
                                        0,
                                        false,
                                        1,
                                        null,
                                        List.of())))
                .toList());
        var model = ScriptedModel.saying(Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.project().resolve("a.txt")).doesNotExist();
            assertThat(model.requests()).hasSize(1);
            assertThat(home.events(run, RunEvent.ToolAnswered.class)).hasSize(1);
        }
    }

    @Test
    void aStopInTheMiddleOfAModelsAnswerLosesNothing() {
        var stalling = ScriptedModel.saying(
                Turn.call("append_file", "{\"path\": \"a.txt\", \"content\": \"x\"}"),
                Turn.broken(Turn.Fault.STALL, "And now"));
        RunState run;
        try (var home = AgentsHome.open(folder, stalling)) {
            run = home.start("append x");
            Awaiting.until("the model is asked again", () -> stalling.requests().size() == 2);
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("done")))) {
            assertThat(home.ended(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "done"));
            assertThat(home.project().resolve("a.txt")).hasContent("x");
        }
    }

    /** Lets the kernel stop while a tool is at work, and returns the run and how the tool is called in the next life. */
    private List<Tool.Call> stoppedAtWork(boolean idempotent) {
        var stuck = ScriptedTool.of("lamp", Tool.Effect.WRITE, idempotent, RecoveryTests::forever);
        RunState run;
        try (var home = AgentsHome.equipped(folder, List.of(stuck), ScriptedModel.saying(Turn.call("lamp", "{}")))) {
            run = home.start("light the lamp");
            Awaiting.until("the tool is at work", PATIENCE, () -> stuck.calls().size() == 1);
        }
        var lamp = ScriptedTool.of("lamp", Tool.Effect.WRITE, idempotent, _ -> Tool.Result.success("lit"));
        try (var home = AgentsHome.equipped(folder, List.of(lamp), ScriptedModel.saying(Turn.text("done")))) {
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .extracting(RunEvent.ToolAnswered::error)
                    .containsExactly(idempotent ? "" : "outcome_unknown");
            assertThat(stuck.calls().getFirst().idempotencyKey())
                    .startsWith(run.id().value());
        }
        return lamp.calls();
    }

    private static Tool.Result forever(Tool.Call call) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Tool.Result.failure("The lamp was left alone.");
    }

    @Test
    void aStopInTheMiddleOfACallParksItIfItCanBeMadeAgain() {
        assertThat(stoppedAtWork(true)).hasSize(1);
    }

    @Test
    void aStopInTheMiddleOfACallLeavesItInDoubtIfItCannot() {
        assertThat(stoppedAtWork(false)).isEmpty();
    }

    @Test
    void timeInWhichTheKernelWasNotThereIsNotWorked() {
        var run = killedAfter(it -> List.of(new RunEvent.Dispatched(it.id(), 0, "first")));
        try (var home = AgentsHome.asleep(folder, DUMB)) {
            home.database().write(handle -> handle.execute("UPDATE journal_event SET at = at - 86400000"));
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("done")))) {
            assertThat(home.ended(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "done"));
            assertThat(home.events(run, RunEvent.Dispatched.class)).hasSize(2);
        }
    }

    @Test
    void anApprovalAfterARestartIsCarriedOutOnce() {
        var model = ScriptedModel.saying(Turn.call("ask_user", "{\"question\": \"Which colour?\"}"));
        RunState run;
        try (var home = AgentsHome.open(folder, model)) {
            run = home.await(home.start("paint"), "waits", it -> it.status() == RunStatus.WAITING);
            assertThat(home.events(run, RunEvent.Waiting.class).getLast().reason())
                    .isEqualTo("input");
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("Painted it.")))) {
            answer(home, "blue");

            assertThat(home.ended(run).ended()).isEqualTo(new RunEvent.Completed(run.id(), "Painted it."));
            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.output()).contains("blue"));
        }
    }

    @Test
    void anAnswerThatCameWhileTheKernelWasDownIsTakenUp() {
        var model = ScriptedModel.saying(Turn.call("ask_user", "{\"question\": \"Which colour?\"}"));
        RunState run;
        try (var home = AgentsHome.open(folder, model)) {
            run = home.await(home.start("paint"), "waits", it -> it.status() == RunStatus.WAITING);
        }
        try (var home = AgentsHome.asleep(folder, DUMB)) {
            answer(home, "red");
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("Painted it.")))) {
            assertThat(home.ended(run).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }

    private static void answer(AgentsHome home, String text) {
        var pending = home.policy().confirmations().page(OrgId.LOCAL, Optional.of(Confirmation.Status.PENDING), "", 10);
        assertThat(pending).hasSize(1);
        home.policy()
                .confirmations()
                .resolve(
                        AgentsHome.OWNER,
                        pending.getFirst().id(),
                        new Confirmations.Resolution(
                                Confirmations.Decision.ANSWER, null, text, Confirmations.Memory.ONCE));
    }
}
