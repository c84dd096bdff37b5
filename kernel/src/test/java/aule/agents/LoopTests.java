package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.kernel.TokenUsage;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.models.ModelSpec;
import aule.testkit.AgentsHome;
import aule.testkit.FixedModels;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LoopTests {

    @TempDir
    Path folder;

    @Test
    void twoCallsAndAnAnswerAreThreeStepsWithObservations() {
        var model = ScriptedModel.saying(
                Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"one\"}"),
                Turn.call("read_file", "{\"path\": \"a.txt\"}"),
                Turn.text("The file says ", "one."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("write one to a.txt and read it"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "The file says one."));
            var steps = Steps.of(home.agents().runs().history(run)).all();
            assertThat(steps).extracting(Step::action).containsExactly("write_file", "read_file", "");
            assertThat(steps.subList(0, 2)).allSatisfy(step -> {
                assertThat(step.observation()).isNotBlank();
                assertThat(step.receiptId()).isNotNull();
            });
            assertThat(steps.getLast().finalAnswer()).isEqualTo("The file says one.");
            assertThat(home.project().resolve("a.txt")).hasContent("one");
        }
    }

    @Test
    void everyRequestBeginsWithTheOneBefore() {
        var model = ScriptedModel.saying(
                Turn.call("think", "{\"thought\": \"hm\"}"), Turn.call("list_dir", "{}"), Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            home.ended(home.start("think, then look"));

            var requests = model.requests();
            assertThat(requests).hasSize(3);
            for (var place = 1; place < requests.size(); place++) {
                var before = requests.get(place - 1);
                assertThat(requests.get(place).system()).isEqualTo(before.system());
                assertThat(requests.get(place).tools()).isEqualTo(before.tools());
                assertThat(requests.get(place).messages())
                        .startsWith(before.messages().toArray(Message[]::new));
            }
        }
    }

    @Test
    void aToolThatIsKnownByNameIsLearntAndThenCalled() {
        var model = ScriptedModel.saying(
                Turn.call("use_tool", "{\"tool\":\"list_agents\"}"),
                Turn.call("use_tool", "{\"tool\":\"list_agents\",\"arguments\":\"{}\"}"),
                Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("who is there?"));

            var answers = home.events(run, RunEvent.ToolAnswered.class);
            assertThat(answers).extracting(it -> it.tool().value()).containsExactly("use_tool", "list_agents");
            assertThat(answers.getFirst().output()).contains("list_agents: ", "\"type\":\"object\"");
            assertThat(answers).allMatch(RunEvent.ToolAnswered::ok);
            var last = model.requests().getLast();
            assertThat(last.tools())
                    .extracting(it -> it.name().value())
                    .contains("use_tool")
                    .doesNotContain("list_agents");
            assertThat(last.system()).contains("- list_agents: ");
        }
    }

    @Test
    void theFirstRequestIsSmall() {
        var model = ScriptedModel.saying(Turn.text("hi"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("hi"));

            var answer = home.events(run, RunEvent.ModelAnswered.class).getFirst();
            assertThat(answer.promptBytes()).isLessThan(8 * 1024);
        }
    }

    @Test
    void readsOverlapAndAWriteWaits() {
        var model = ScriptedModel.saying(
                Turn.calls(
                        new Turn.Call("read_file", "{\"path\": \"a.txt\"}"),
                        new Turn.Call("list_dir", "{}"),
                        new Turn.Call("read_file", "{\"path\": \"b.txt\"}"),
                        new Turn.Call("write_file", "{\"path\": \"c.txt\", \"content\": \"3\"}"),
                        new Turn.Call("think", "{\"thought\": \"written\"}")),
                Turn.text("done"));
        var meeting = new CyclicBarrier(3);
        var answered = new AtomicInteger();
        var answeredBeforeTheWrite = new AtomicInteger();
        Consumer<Event> before = event -> {
            switch (event) {
                case RunEvent.ToolCalled call
                when Set.of("read_file", "list_dir").contains(call.tool().value()) -> meet(meeting);
                case RunEvent.ToolCalled call
                when call.tool().value().equals("write_file") -> answeredBeforeTheWrite.set(answered.get());
                case RunEvent.ToolAnswered _ -> answered.incrementAndGet();
                default -> {}
            }
        };
        try (var home = AgentsHome.hooked(folder, before, model)) {
            home.write("a.txt", "1");
            home.write("b.txt", "2");
            var run = home.ended(home.start("read all"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(run, RunEvent.ToolAnswered.class)).hasSize(5).allMatch(RunEvent.ToolAnswered::ok);
            assertThat(answeredBeforeTheWrite).hasValue(3);
            assertThat(model.requests().getLast().messages())
                    .filteredOn(Message.ToolResult.class::isInstance)
                    .extracting(it -> ((Message.ToolResult) it).tool().value())
                    .containsExactly("read_file", "list_dir", "read_file", "write_file", "think");
        }
    }

    /** Returns only if all reads are under way at the same time. */
    private static void meet(CyclicBarrier others) {
        try {
            others.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException alone) {
            throw new IllegalStateException("The reads do not overlap", alone);
        }
    }

    @Test
    void garbageBecomesAnObservationAndTheRunGoesOn() {
        var model = ScriptedModel.saying(
                Turn.call("Fetch The Moon!", "not json"),
                Turn.call("write_file", "{\"path\": 7"),
                Turn.text("I could not."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("do something odd"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            var answers = home.events(run, RunEvent.ToolAnswered.class);
            assertThat(answers).hasSize(2).noneMatch(RunEvent.ToolAnswered::ok);
            assertThat(answers).allSatisfy(it -> assertThat(it.output()).isNotBlank());
        }
    }

    @Test
    void anErrorOfACommandIsSeenAndCorrected() {
        var model = ScriptedModel.answering(request -> {
            var last = request.messages().getLast();
            if (last instanceof Message.User) {
                return Turn.call("exec", "{\"command\": \"cat missing.txt\"}");
            }
            var result = (Message.ToolResult) last;
            return result.ok()
                    ? Turn.text("fixed")
                    : Turn.call("exec", "{\"command\": \"echo there > missing.txt && cat missing.txt\"}");
        });
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("show missing.txt"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            var answers = home.events(run, RunEvent.ToolAnswered.class);
            assertThat(answers).extracting(RunEvent.ToolAnswered::ok).containsExactly(false, true);
            assertThat(answers.getFirst().output()).contains("missing.txt");
        }
    }

    @Test
    void completeEndsTheRunWithItsAnswer() {
        var model = ScriptedModel.saying(Turn.call("complete", "{\"answer\": \"All is well.\"}"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("check"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "All is well."));
        }
    }

    @Test
    void anUnknownModelFailsTheRunByName() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            var run = home.ended(
                    home.agents().runs().start(AgentsHome.OWNER, Goal.of("hi").with("nobody/knows-it")));

            assertThat(run.ended()).isInstanceOfSatisfying(RunEvent.Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("invalid");
                assertThat(failed.detail()).contains("nobody/knows-it");
            });
        }
    }

    @Test
    void aProviderThatIsNotReadyYetIsLookedForAgain() {
        var asked = new AtomicInteger();
        var waking = new FixedModels(ScriptedModel.saying(Turn.text("good morning"))) {
            @Override
            public ChatModel choose(@Nullable String wanted) {
                if (asked.incrementAndGet() < 3) {
                    throw new AuleException(ErrorCode.UNAVAILABLE, "The provider is starting; ask again.");
                }
                return super.choose(wanted);
            }
        };
        try (var home = AgentsHome.open(folder, waking)) {
            var run = home.ended(home.start("hi"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "good morning"));
        }
    }

    @Test
    void aPassingFailureOfTheModelIsTriedAgain() {
        var model = ScriptedModel.saying(
                Turn.refused(429, "slow down"), Turn.broken(Turn.Fault.RESET, "half"), Turn.text("at last"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("hi"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "at last"));
            assertThat(model.requests()).hasSize(3);
        }
    }

    @Test
    void aLastingFailureOfTheModelEndsTheRunWithItsReason() {
        var model = ScriptedModel.answering(_ -> Turn.refused(500, "out of order"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("hi"));

            assertThat(run.ended()).isInstanceOfSatisfying(RunEvent.Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("provider_error");
                assertThat(failed.detail()).contains("out of order");
            });
            assertThat(model.requests()).hasSize(3);
        }
    }

    @Test
    void anEmptyAnswerIsNudgedOnce() {
        var model = ScriptedModel.saying(Turn.text(""), Turn.text("sorry, here"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("hi"));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "sorry, here"));
        }
    }

    @Test
    void twoEmptyAnswersEndTheRun() {
        var model = ScriptedModel.saying(Turn.text(""), Turn.text(" "));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("hi"));

            assertThat(run.ended())
                    .isInstanceOfSatisfying(
                            RunEvent.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("loop_detected"));
        }
    }

    @Test
    void anAnswerCutOffInTheMiddleOfACallIsNotExecuted() {
        var model = ScriptedModel.saying(
                Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"half")
                        .ending("length"),
                Turn.text("I stop."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("write much"));

            assertThat(home.events(run, RunEvent.ToolCalled.class)).isEmpty();
            assertThat(home.events(run, RunEvent.ToolAnswered.class).getFirst().output())
                    .contains("cut off");
            assertThat(home.project().resolve("a.txt")).doesNotExist();
        }
    }

    @Test
    void atTheStepLimitTheRunWaits() {
        var model = ScriptedModel.answering(_ -> Turn.call("think", "{\"thought\": \"again\"}"));
        try (var home = AgentsHome.open(folder, model)) {
            var limits = new RunLimits(3, 60_000);
            var run = home.agents()
                    .runs()
                    .start(AgentsHome.OWNER, Goal.of("think").within(limits));

            var waiting = home.await(run, "waits", it -> it.status() == RunStatus.WAITING);
            assertThat(waiting.work().step()).isEqualTo(3);
            assertThat(waiting.waiting()).isEqualTo(new RunEvent.Waiting(run.id(), "step_limit", null));
            assertThat(home.events(run, RunEvent.StepLimit.class)).containsExactly(new RunEvent.StepLimit(run.id(), 3));
            assertThat(model.requests()).hasSize(3);
        }
    }

    @Test
    void theTimeLimitEndsTheRunInTheMiddleOfAStep() {
        var model = ScriptedModel.saying(Turn.broken(Turn.Fault.STALL, "I think and"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.agents()
                    .runs()
                    .start(AgentsHome.OWNER, Goal.of("think").within(new RunLimits(3, 200))));

            assertThat(run.ended())
                    .isInstanceOfSatisfying(
                            RunEvent.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("time_limit"));
        }
    }

    @Test
    void givesEveryCallAnIdOfItsOwn() {
        var calls = List.of(
                new ChatModel.ToolCall("same", "think", "{\"thought\": \"a\"}"),
                new ChatModel.ToolCall("same", "think", "{\"thought\": \"b\"}"),
                new ChatModel.ToolCall("", "think", "{\"thought\": \"c\"}"));
        var model = ScriptedModel.saying(Turn.text("done"));
        ChatModel repeating = new ChatModel() {
            private int asked;

            @Override
            public ModelSpec spec() {
                return model.spec();
            }

            @Override
            public Reply chat(Request request, Listener listener) throws InterruptedException {
                return asked++ < 2
                        ? new Reply("", "", calls, "tool_calls", TokenUsage.NONE, 0, 0)
                        : model.chat(request, listener);
            }
        };
        try (var home = AgentsHome.open(folder, repeating)) {
            var run = home.ended(home.start("think"));

            assertThat(home.events(run, RunEvent.ToolAnswered.class))
                    .extracting(RunEvent.ToolAnswered::callId)
                    .hasSize(6)
                    .doesNotHaveDuplicates();
        }
    }
}
