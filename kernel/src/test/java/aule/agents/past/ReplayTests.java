package aule.agents.past;

import static aule.agents.past.Replaying.isTheSame;
import static aule.agents.past.Replaying.replay;
import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.Goal;
import aule.agents.Persona;
import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunLimits;
import aule.kernel.ToolName;
import aule.models.ModelSpec;
import aule.policy.Confirmation;
import aule.policy.Confirmations;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ReplayTests {

    @TempDir
    Path folder;

    @Test
    void makesEveryEventAgainWithoutAModelOrATool() {
        var model = ScriptedModel.saying(
                Turn.text("I write. ")
                        .thinking("How?")
                        .calling(new Turn.Call("append_file", "{\"path\": \"a.txt\", \"content\": \"one\"}")),
                Turn.calls(
                        new Turn.Call("read_file", "{\"path\": \"a.txt\"}"),
                        new Turn.Call("list_dir", "{}"),
                        new Turn.Call("think", "{\"thought\": \"hm\"}")),
                Turn.call("exec", "{\"command\": \"cat missing.txt\"}"),
                Turn.text("The file says ", "one."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("write one to a.txt and read it"));
            var events = home.events(run.id());

            isTheSame(home, run);

            assertThat(model.requests()).hasSize(4);
            assertThat(home.project().resolve("a.txt")).hasContent("one");
            assertThat(home.events(run.id())).isEqualTo(events);
        }
    }

    @Test
    void knowsRefusedRepairedAndCutOffCalls() {
        var model = ScriptedModel.saying(
                Turn.calls(
                        new Turn.Call("Fetch The Moon!", "not json"),
                        new Turn.Call("write_file", "{\"path\": 7"),
                        new Turn.Call("ReadFile", "{'path': 'a.txt',}")),
                Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"half")
                        .ending("length"),
                Turn.text(""),
                Turn.call("complete", "{\"answer\": \"All is well.\"}"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("do something odd"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            isTheSame(home, run);
        }
    }

    @ParameterizedTest
    @CsvSource({"bad, provider_error", "empty, loop_detected", "filtered, provider_error", "given up, tool_failed"})
    void knowsRunsThatFailed(String how, String code) {
        var model = switch (how) {
            case "bad" -> ScriptedModel.saying(Turn.refused(400, "out of order"));
            case "empty" -> ScriptedModel.saying(Turn.text(""), Turn.text(" "));
            case "filtered" ->
                ScriptedModel.saying(
                        Turn.text("").ending("content_filter"), Turn.text("").ending("content_filter"));
            default -> ScriptedModel.saying(Turn.text("It cannot be done.").ending("gave_up"));
        };
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("hi"));

            assertThat(run.ended())
                    .isInstanceOfSatisfying(
                            RunEvent.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo(code));
            isTheSame(home, run);
        }
    }

    @Test
    void knowsARunWhoseAgentWasRestarted() {
        var crash = Turn.refused(401, "The key is wrong.");
        var model = ScriptedModel.saying(crash, Turn.call("think", "{\"thought\": \"hm\"}"), crash, crash);
        try (var home = AgentsHome.open(folder, model)) {
            home.send("PATCH", "/v1/personas/pers-assistant", "{\"restarts\": 2, \"restart_pause_ms\": 5}");
            var run = home.ended(home.start("rise"));

            assertThat(run.status()).isEqualTo(RunStatus.FAILED);
            assertThat(home.events(run, RunEvent.Retrying.class)).hasSize(2);
            isTheSame(home, run);
        }
    }

    @Test
    void knowsARunWhoseTimeWasUp() {
        var model = ScriptedModel.saying(
                Turn.call("think", "{\"thought\": \"hm\"}"), Turn.broken(Turn.Fault.STALL, "I think and"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.agents()
                    .runs()
                    .start(AgentsHome.OWNER, Goal.of("think").within(new RunLimits(3, 300))));

            assertThat(run.ended())
                    .isInstanceOfSatisfying(
                            RunEvent.Failed.class,
                            failed -> assertThat(failed.code()).isEqualTo("time_limit"));
            isTheSame(home, run);
        }
    }

    @Test
    void knowsAModelThatSpeaksInText() {
        var plain = withoutTools(ScriptedModel.saying(
                Turn.text("Let me see"),
                Turn.text("<think>First</think>Thought: I write <b>.\nAction: write_file\nAction Input: "
                        + "{\"path\": \"a.txt\", \"content\": \"<think>x\\n\\\"y\\\"\"}"),
                Turn.text("Thought: It is there.\nThought: Really.\nFinal Answer: Written.\n\nBy me.")));
        try (var home = AgentsHome.open(folder, plain)) {
            var run = home.ended(home.start("write a.txt"));

            assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
            isTheSame(home, run);
        }
    }

    @Test
    void knowsHowAModelWasSpokenToThatIsGone() {
        RunState run;
        var plain = withoutTools(ScriptedModel.saying(
                Turn.text("Action: think\nAction Input: {\"thought\": \"hm\"}"), Turn.text("Final Answer: Done.")));
        try (var home = AgentsHome.open(folder, plain)) {
            run = home.ended(home.start("think"));
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying().as(named("other/model", true)))) {
            isTheSame(home, run);
        }
    }

    @Test
    void asksNobodyWhatSomebodyAnsweredThen() {
        var model = ScriptedModel.saying(
                Turn.calls(
                        new Turn.Call("ask_user", "{\"question\": \"Which colour?\"}"),
                        new Turn.Call("think", "{\"thought\": \"hm\"}")),
                Turn.text("Painted it."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.await(home.start("paint"), "waits", it -> it.status() == RunStatus.WAITING);
            isTheSame(home, run);

            answer(home, Confirmations.Decision.ANSWER, null, "blue");

            isTheSame(home, home.ended(run));
            assertThat(home.policy().confirmations().page(OrgId.LOCAL, Optional.empty(), "", 10))
                    .hasSize(1);
        }
    }

    @Test
    void executesNothingThatSomebodyApprovedOrChangedThen() {
        var many = "rm -rf heap && mkdir heap && touch heap/made";
        var model = ScriptedModel.saying(
                Turn.call("exec", "{\"command\": \"%s\"}".formatted(many)),
                Turn.call("exec", "{\"command\": \"%s\"}".formatted(many)),
                Turn.text("done"));
        try (var home = AgentsHome.open(folder, model)) {
            IntStream.range(0, 40).forEach(it -> heap(home, it));
            var run = home.await(home.start("clean"), "waits", it -> it.status() == RunStatus.WAITING);
            answer(home, Confirmations.Decision.EDIT, "{\"command\": \"echo less\"}", "");
            home.await(
                    run,
                    "waits again",
                    it -> it.status() == RunStatus.WAITING && it.work().step() == 2);
            answer(home, Confirmations.Decision.REJECT, null, "Not today.");

            isTheSame(home, home.ended(run));
            assertThat(home.project().resolve("heap/made")).doesNotExist();
        }
    }

    private static void heap(AgentsHome home, int number) {
        home.project().resolve("heap").toFile().mkdirs();
        home.write("heap/%d.txt".formatted(number), "x");
    }

    @Test
    void saysWhichPromptsHaveChanged() {
        var model = ScriptedModel.saying(Turn.call("list_dir", "{}"), Turn.text("nothing there"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("look"));
            change(home, "You are somebody else.", List.of());

            var strict = replay(home, run, "strict");
            assertThat(strict.path("same").asBoolean()).isFalse();
            assertThat(strict.path("count").asInt()).isEqualTo(2);
            assertThat(strict.path("status").asString()).isEqualTo("completed");
            var first = strict.path("differences").path(0);
            assertThat(first.path("what").asString()).isEqualTo("model.answered: prompt_bytes, prompt_sha256, blocks");
            assertThat(first.path("position").asInt()).isEqualTo(3);
            assertThat(first.path("expected").path("prompt_sha256"))
                    .isNotEqualTo(first.path("actual").path("prompt_sha256"));

            assertThat(replay(home, run, "behaviour").path("same").asBoolean()).isTrue();
        }
    }

    @Test
    void saysWhichCallsWouldBeRefusedToday() {
        var model = ScriptedModel.saying(Turn.call("list_dir", "{}"), Turn.text("nothing there"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("look"));
            change(home, "You only think.", List.of("think"));

            var replay = replay(home, run, "behaviour");
            assertThat(replay.path("same").asBoolean()).isFalse();
            var first = replay.path("differences").path(0);
            assertThat(first.path("what").asString()).isEqualTo("tool.answered instead of tool.called");
            assertThat(first.path("expected").path("tool").asString()).isEqualTo("list_dir");
            assertThat(first.path("actual").path("error").asString()).isEqualTo("tool_not_allowed");
        }
    }

    @Test
    void refusesARunThatNobodyKnowsAndAModeThatIsNone() {
        try (var home = AgentsHome.open(folder, ScriptedModel.saying(Turn.text("hi")))) {
            var run = home.ended(home.start("hi"));

            assertThat(home.post("/v1/runs/run-none/replay", "{}").statusCode()).isEqualTo(404);
            assertThat(home.post("/v1/runs/%s/replay".formatted(run.id()), "{\"mode\": \"loose\"}")
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static void change(AgentsHome home, String prompt, List<String> tools) {
        var assistant = home.agents().personas().find(OrgId.LOCAL, Persona.ASSISTANT);
        var old = assistant.traits();
        var names = tools.stream().map(ToolName::new).toList();
        var traits = new Persona.Traits(
                old.name(), old.description(), prompt, old.icon(), old.color(), names, old.modelOverride());
        home.agents().personas().change(OrgId.LOCAL, Persona.ASSISTANT, traits);
    }

    private static void answer(
            AgentsHome home, Confirmations.Decision decision, @Nullable String arguments, String text) {
        var pending = home.policy().confirmations().page(OrgId.LOCAL, Optional.of(Confirmation.Status.PENDING), "", 10);
        assertThat(pending).hasSize(1);
        home.policy()
                .confirmations()
                .resolve(
                        AgentsHome.OWNER,
                        pending.getFirst().id(),
                        new Confirmations.Resolution(decision, arguments, text, Confirmations.Memory.ONCE));
    }

    private static ScriptedModel withoutTools(ScriptedModel model) {
        return model.as(named("plain/model", false));
    }

    private static ModelSpec named(String id, boolean tools) {
        return new ModelSpec(
                id,
                "model",
                "plain",
                "general",
                "",
                "",
                true,
                true,
                8_000,
                new ModelSpec.Supports(tools, false, false));
    }
}
