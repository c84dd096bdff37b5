package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import aule.schema.Json;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(200)
class ContextTests extends WithLongRuns {

    @Test
    void fiveHundredCallsNeverSendMoreThanTheModelHolds() {
        var worker = worker(step -> step <= 500 ? note(step) : Turn.text("All done."));
        try (var home = AgentsHome.open(folder, worker, writer())) {
            var run = ended(home, start(home, Goal.of("note five hundred steps"), 600));

            assertThat(run.ended()).isEqualTo(new RunEvent.Completed(run.id(), "All done."));
            assertThat(run.work().toolCalls()).isEqualTo(500);
            assertThat(worker.requests()).hasSize(501).allSatisfy(request -> {
                assertThat(tokens(request) + request.maxTokens()).isLessThanOrEqualTo(WINDOW);
                assertThat(whole(request)).startsWith("note five hundred steps");
                assertThat(isWhole(request.messages())).isTrue();
            });
            assertThat(compactions(home, run)).hasSizeBetween(5, 120).allSatisfy(it -> {
                assertThat(it.failure()).isEmpty();
                assertThat(it.afterTokens()).isLessThan(it.beforeTokens());
                assertThat(it.model()).isEqualTo("scripted/writer");
            });
            growsByWhatHappensAlone(home.events(run.id()));
        }
    }

    /** Every result stands behind its call, every call before its result. */
    private static boolean isWhole(List<Message> messages) {
        for (var at = 0; at < messages.size(); at++) {
            var results = messages.get(at) instanceof Message.ToolResult;
            var calls = at > 0 && messages.get(at - 1) instanceof Message.Assistant said
                    ? said.toolCalls().size()
                    : 0;
            if (results != (calls == 1)) {
                return false;
            }
        }
        return true;
    }

    /** The journal's bytes for a step are the same early and late. */
    private static void growsByWhatHappensAlone(List<Event> events) {
        var early = bytesAStep(events, 50, 150);
        var late = bytesAStep(events, 400, 500);
        assertThat(late).isBetween(early * 3 / 4, early * 5 / 4);
    }

    private static long bytesAStep(List<Event> events, int from, int to) {
        var step = 0;
        var bytes = 0L;
        for (var event : events) {
            step = event instanceof RunEvent.ModelAnswered answer ? answer.step() : step;
            if (step > from && step <= to) {
                bytes += Json.wire().writeValueAsString(event).getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return bytes / (to - from);
    }

    @Test
    void aRunThatIsTakenUpAgainAsksExactlyWhatItWouldHaveAsked() {
        var stalling = worker((step, _) -> step <= 60 ? note(step) : Turn.broken(Turn.Fault.STALL, "And"));
        RunState run;
        try (var home = AgentsHome.open(folder, stalling, writer())) {
            run = start(home, Goal.of("note sixty steps"), 200);
            Awaiting.until(
                    "the model is asked the last time",
                    () -> stalling.requests().size() == 61);
            assertThat(compactions(home, run)).isNotEmpty();
        }
        var next = worker((_, _) -> Turn.text("Done."));
        try (var home = AgentsHome.open(folder, next, writer())) {
            var end = ended(home, run);

            assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(next.requests())
                    .singleElement()
                    .isEqualTo(stalling.requests().getLast());
        }
    }

    @Test
    void betweenTwoSummariesEveryRequestBeginsWithTheOneBefore() {
        var worker = worker(step -> step <= 80 ? note(step) : Turn.text("Done."));
        try (var home = AgentsHome.open(folder, worker, writer())) {
            var run = ended(home, start(home, Goal.of("note eighty steps"), 200));

            var summarised = compactions(home, run).size();
            var requests = worker.requests();
            var changed = 0;
            for (var place = 1; place < requests.size(); place++) {
                var before = requests.get(place - 1).messages().toArray(Message[]::new);
                changed += startsWith(requests.get(place).messages(), before) ? 0 : 1;
            }
            assertThat(changed).isEqualTo(summarised).isPositive();
        }
    }

    private static boolean startsWith(List<Message> messages, Message... before) {
        return messages.size() >= before.length
                && messages.subList(0, before.length).equals(List.of(before));
    }

    @Test
    void theModelThatIsSetWritesTheSummariesElseAFastOneElseTheRunsOwn() {
        var other = ScriptedModel.answering(_ -> Turn.text("The other one wrote this."))
                .as(spec("other", "code", 32_768));
        var set = AgentsHome.QUICK.withContext(Settings.Context.DEFAULT.withModel("scripted/other"));

        assertThat(whoWrites(folder.resolve("set"), set, writer(), other)).isEqualTo("scripted/other");
        assertThat(whoWrites(folder.resolve("fast"), AgentsHome.QUICK, other, writer()))
                .isEqualTo("scripted/writer");
        assertThat(whoWrites(folder.resolve("own"), AgentsHome.QUICK, other)).isEqualTo("scripted/worker");
    }

    private static @Nullable String whoWrites(Path home, Settings settings, ChatModel... others) {
        var worker = worker((step, request) -> {
            if (request.tools().isEmpty()) {
                return Turn.text("I wrote this about myself.");
            }
            return compacted(request) ? Turn.text("Done.") : note(step);
        });
        var all = Stream.concat(Stream.of(worker), Stream.of(others)).toArray(ChatModel[]::new);
        home.toFile().mkdirs();
        try (var opened = AgentsHome.lasting(home, settings, List.of(), all)) {
            var run = ended(opened, start(opened, Goal.of("note many steps"), 100));
            return compactions(opened, run).getFirst().model();
        }
    }

    private static boolean compacted(ChatModel.Request request) {
        return whole(request).contains("What was done:");
    }

    @Test
    void aShortRunIsNeverSummarised() {
        var worker = worker(step ->
                        step <= 15 ? Turn.call("think", "{\"thought\": \"%d\"}".formatted(step)) : Turn.text("Done."))
                .as(spec("worker", "general", 65_536));
        try (var home = AgentsHome.open(folder, worker, writer())) {
            var run = ended(home, start(home, Goal.of("think a little"), 50));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(compactions(home, run)).isEmpty();
        }
    }

    @Test
    void aGoalThatDoesNotFitFailsTheRunAndSaysWhatToDo() {
        var worker = worker(_ -> Turn.text("Never asked."));
        try (var home = AgentsHome.open(folder, worker)) {
            var run = ended(home, start(home, Goal.of("word ".repeat(6_000)), 50));

            assertThat(run.ended()).isInstanceOfSatisfying(RunEvent.Failed.class, it -> {
                assertThat(it.code()).isEqualTo("too_large");
                assertThat(it.detail()).contains("scripted/worker", "choose a model that holds more");
            });
            assertThat(worker.requests()).isEmpty();
        }
    }

    @Test
    void aRequestTellsWhatItIsMadeOf() {
        var worker = worker(step -> step <= 60 ? note(step) : Turn.text("Done."));
        try (var home = AgentsHome.open(folder, worker, writer())) {
            var run = ended(home, start(home, Goal.of("note sixty steps"), 200));

            var answers = home.events(run, RunEvent.ModelAnswered.class);
            assertThat(answers.getFirst().blocks())
                    .containsOnlyKeys("persona", "place", "ways", "manual", "tools", "goal")
                    .containsEntry("goal", (long) "note sixty steps".length());
            assertThat(answers.getLast().blocks())
                    .containsOnlyKeys(
                            "persona", "place", "ways", "manual", "tools", "goal", "pinned", "summary", "messages");
            var steps =
                    RunsApiTests.json(home.get("/v1/runs/" + run.id()).body()).path("steps");
            assertThat(steps.path(0).path("blocks").path("goal").asInt()).isEqualTo("note sixty steps".length());
            assertThat(answers).allSatisfy(it -> assertThat(bytes(it)).isEqualTo(it.promptBytes()));
        }
    }

    private static long bytes(RunEvent.ModelAnswered answer) {
        var blocks = Objects.requireNonNull(answer.blocks());
        return blocks.values().stream().mapToLong(it -> it).sum();
    }

    @Test
    void theTwentyFifthTurnShowsTwentyMessagesAndOneSummary() {
        var model = ScriptedModel.answering(_ -> Turn.text("Answer."));
        try (var home = AgentsHome.open(folder, model)) {
            var chat = home.agents().conversations().create(AgentsHome.OWNER, "", null, null);
            for (var turn = 1; turn <= 25; turn++) {
                home.ended(home.agents()
                        .runs()
                        .start(AgentsHome.OWNER, Goal.of("Question " + turn).in(chat.id())));
            }

            var last = model.requests().getLast();
            assertThat(Pattern.compile("Question \\d+|Answer\\.")
                            .matcher(whole(last))
                            .results())
                    .hasSizeBetween(19, 20);
            assertThat(whole(last)).endsWith("Question 25");
            assertThat(last.system().split("Summary of older messages:", -1)).hasSize(2);
            assertThat(last.system()).contains("asked: Question 2 ").doesNotContain("Question 20");
        }
    }
}
