package aule.agents.family;

import static aule.agents.family.Minds.answers;
import static aule.agents.family.Minds.lastResult;
import static aule.agents.family.Minds.lastWords;
import static aule.agents.family.Minds.saying;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import aule.agents.Goal;
import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.kernel.Assignment;
import aule.kernel.ChildEvent;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Commands, acknowledgements, results and errors between a run and those who work for it. */
@Timeout(60)
class AssignmentTests {

    private static final String COLOR = """
            {"type": "object", "properties": {"color": {"enum": ["blue", "red"]}}, "required": ["color"]}""";

    @TempDir
    Path folder;

    private final Minds minds = new Minds();
    private final ScriptedModel model = minds.model();

    private void delegates(String task) {
        minds.put(
                "lead",
                request -> answers(request) == 0
                        ? Turn.call("delegate", "{\"tasks\": [%s]}".formatted(task))
                        : Turn.text(lastResult(request)));
    }

    private static RunState child(AgentsHome home, RunState parent) {
        return home.ended(home.agents().lists().children(parent.id(), 10).getFirst());
    }

    /** What the parent's stream tells of its children, by type. */
    private static List<Class<?>> told(AgentsHome home, RunState parent) {
        return home.events(parent.id()).stream()
                .filter(ChildEvent.class::isInstance)
                .<Class<?>>map(Event::getClass)
                .toList();
    }

    private static void replaysTheSame(AgentsHome home, RunState run) {
        var replay = home.post("/v1/runs/%s/replay".formatted(run.id()), "{\"mode\": \"strict\"}");
        assertThat(JsonMapper.shared().readTree(replay.body()).path("same").asBoolean())
                .as(replay.body())
                .isTrue();
    }

    @Test
    void aCommandCarriesConstraintsTimeAndFormat() {
        delegates("""
                {"task": "look", "constraints": ["Use no network.", "Be  brief."], "timeout_s": 40,
                 "output_format": "markdown"}""");
        minds.put("look", saying(Turn.text("**seen**")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            var demanded = new Assignment("look", List.of("Use no network.", "Be brief."), 40, "markdown");
            assertThat(home.events(lead, ChildEvent.Started.class))
                    .singleElement()
                    .satisfies(command -> {
                        assertThat(command.goal()).isEqualTo("look");
                        assertThat(command.assignment()).isEqualTo(demanded);
                    });
            var child = child(home, lead);
            assertThat(child.started().goal()).isEqualTo("""
                    look

                    Constraints:
                    - Use no network.
                    - Be brief.

                    Time: at most 40 seconds of work.

                    Answer: Markdown.""");
            assertThat(child.started().lineage().assignment()).isEqualTo(demanded);
            assertThat(child.terms().limits().maxWallMs()).isEqualTo(40_000);
        }
    }

    @Test
    void aChildHasAtMostItsParentsTime() {
        delegates("{\"task\": \"look\", \"timeout_s\": 4000}");
        minds.put("look", saying(Turn.text("seen")));
        try (var home = AgentsHome.open(folder, model)) {
            var goal = Goal.of("lead").within(new RunLimits(30, 90_000));
            var lead = home.ended(home.agents().runs().start(AgentsHome.OWNER, goal));

            assertThat(child(home, lead).terms().limits().maxWallMs()).isEqualTo(90_000);
        }
    }

    @Test
    void theStreamOfAParentHoldsCommandAcknowledgementAndResult() {
        delegates("{\"task\": \"look\"}");
        minds.put("look", saying(Turn.text("seen")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            assertThat(told(home, lead))
                    .containsExactly(ChildEvent.Started.class, ChildEvent.Begun.class, ChildEvent.Answered.class);
            var child = child(home, lead);
            assertThat(home.events(lead, ChildEvent.Answered.class))
                    .singleElement()
                    .satisfies(result -> {
                        assertThat(result.childId()).isEqualTo(child.id());
                        assertThat(result.callId())
                                .isEqualTo(child.started().lineage().callId());
                        assertThat(result.answer()).isEqualTo("seen");
                        assertThat(result.tokensOut()).isEqualTo(child.work().tokensOut());
                        assertThat(result.durationMs()).isNotNegative();
                    });
            replaysTheSame(home, lead);
            replaysTheSame(home, child);
        }
    }

    @Test
    void theErrorOfASpawnedChildStandsInTheStreamOfItsParent() {
        minds.put("lead", request -> switch ((int) answers(request)) {
            case 0 -> Turn.call("spawn", "{\"task\": \"fail\"}");
            case 1 -> Turn.call("wait_for", "{}");
            default -> Turn.text("heard");
        });
        minds.put("fail", saying(Turn.text("I cannot.").ending("gave_up")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            assertThat(told(home, lead))
                    .containsExactly(ChildEvent.Started.class, ChildEvent.Begun.class, ChildEvent.Failed.class);
            assertThat(home.events(lead, ChildEvent.Failed.class))
                    .extracting(ChildEvent.Failed::code, ChildEvent.Failed::detail)
                    .containsExactly(tuple("tool_failed", "I cannot."));
        }
    }

    @Test
    void aCancelledChildIsAnError() {
        minds.put(
                "lead", saying(Turn.call("delegate", "{\"tasks\": [{\"task\": \"rest\"}]}"), Turn.text("so it goes")));
        minds.put("rest", saying(Turn.call("wait_for", "{\"seconds\": 3600}")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.await(home.start("lead"), "waits", run -> run.waitsFor("child"));
            var child = home.agents().lists().children(lead.id(), 1).getFirst();
            home.await(child, "waits", run -> run.waitsFor("timer"));

            home.agents().stops().cancel(AgentsHome.OWNER, child.id(), "enough");

            assertThat(home.ended(lead).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(home.events(lead, ChildEvent.Failed.class))
                    .extracting(ChildEvent.Failed::code, ChildEvent.Failed::detail)
                    .containsExactly(tuple("cancelled", "enough"));
        }
    }

    @Test
    void whatHappenedWhileTheKernelWasGoneIsToldLater() {
        delegates("{\"task\": \"rest\"}");
        minds.put("rest", saying(Turn.call("wait_for", "{\"seconds\": 3600}")));
        RunState lead;
        RunState child;
        try (var home = AgentsHome.open(folder, model)) {
            lead = home.await(home.start("lead"), "waits", run -> run.waitsFor("child"));
            child = home.agents().lists().children(lead.id(), 1).getFirst();
            home.await(child, "waits", run -> run.waitsFor("timer"));
        }
        try (var home = AgentsHome.asleep(folder, model)) {
            home.agents().stops().cancel(AgentsHome.OWNER, child.id(), "enough");
            assertThat(home.events(lead, ChildEvent.Failed.class)).isEmpty();
        }
        try (var home = AgentsHome.open(folder, model)) {
            home.ended(lead);

            assertThat(told(home, lead))
                    .containsExactly(ChildEvent.Started.class, ChildEvent.Begun.class, ChildEvent.Failed.class);
        }
    }

    @Test
    void anAnswerThatDoesNotFitIsGivenBackOnceWithTheReason() {
        delegates("{\"task\": \"choose\", \"output_format\": %s}".formatted(COLOR));
        minds.put("choose", request -> switch ((int) answers(request)) {
            case 0 -> Turn.text("I choose green.");
            default ->
                lastWords(request).contains("not one JSON value")
                        ? Turn.text("```json\n{\"color\": \"blue\"}\n```")
                        : Turn.text(lastWords(request));
        });
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            var child = child(home, lead);
            assertThat(Minds.answer(child)).isEqualTo("{\"color\": \"blue\"}");
            assertThat(home.events(child, RunEvent.AnswerRefused.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.step()).isEqualTo(1));
            assertThat(Minds.answer(lead)).contains("completed\n{\"color\": \"blue\"}");
            replaysTheSame(home, child);
        }
    }

    @Test
    void anAnswerThatNeverFitsIsAnError() {
        delegates("{\"task\": \"choose\", \"output_format\": %s}".formatted(COLOR));
        minds.put("choose", saying(Turn.text("{\"color\": \"green\"}")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            var child = child(home, lead);
            assertThat(home.events(child, RunEvent.AnswerRefused.class))
                    .singleElement()
                    .satisfies(it -> assertThat(it.reason()).contains("/color: It must be one of blue, red."));
            assertThat(home.events(lead, ChildEvent.Failed.class))
                    .singleElement()
                    .satisfies(error -> {
                        assertThat(error.code()).isEqualTo("invalid");
                        assertThat(error.detail()).contains("one of blue, red");
                    });
            replaysTheSame(home, child);
        }
    }

    @Test
    void whatIsSaidWithCompleteHasToFitToo() {
        delegates("{\"task\": \"choose\", \"output_format\": \"json\"}");
        minds.put(
                "choose",
                saying(
                        Turn.call("complete", "{\"answer\": \"green\"}"),
                        Turn.call("complete", "{\"answer\": \"[1, 2]\"}")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            var child = child(home, lead);
            assertThat(Minds.answer(child)).isEqualTo("[1, 2]");
            assertThat(home.events(child, RunEvent.AnswerRefused.class)).hasSize(1);
            replaysTheSame(home, child);
        }
    }

    @Test
    void aFormatThatMakesNoSenseIsCorrectable() {
        minds.put("lead", request -> switch ((int) answers(request)) {
            case 0 -> Turn.call("spawn", "{\"task\": \"x\", \"output_format\": \"verse\"}");
            case 1 -> Turn.call("spawn", "{\"task\": \"x\", \"output_format\": {\"$ref\": \"http://a.test/b\"}}");
            case 2 -> Turn.call("spawn", "{\"task\": \"x\", \"timeout_s\": 0}");
            default -> Turn.text("done");
        });
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            assertThat(home.events(lead, RunEvent.ToolAnswered.class))
                    .extracting(RunEvent.ToolAnswered::error)
                    .containsExactly("invalid", "invalid", "invalid");
            assertThat(home.agents().lists().children(lead.id(), 10)).isEmpty();
        }
    }
}
