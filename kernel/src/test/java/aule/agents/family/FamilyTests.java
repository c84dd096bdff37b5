package aule.agents.family;

import static aule.agents.family.Minds.answer;
import static aule.agents.family.Minds.answers;
import static aule.agents.family.Minds.goal;
import static aule.agents.family.Minds.lastResult;
import static aule.agents.family.Minds.pass;
import static aule.agents.family.Minds.saying;
import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.Goal;
import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.kernel.ChildEvent;
import aule.kernel.Lineage;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.ToolName;
import aule.models.ChatModel.Message;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FamilyTests {

    @TempDir
    Path folder;

    private final Minds minds = new Minds();
    private final ScriptedModel model = minds.model();

    private List<RunState> children(AgentsHome home, RunState parent) {
        return home.agents().lists().children(parent.id(), 100);
    }

    @Test
    void delegatedTasksOverlapAndTheirResultsComeBackTogether() {
        var all = new CountDownLatch(3);
        minds.put(
                "lead",
                request -> answers(request) == 0
                        ? Turn.call("delegate", """
                        {"tasks": [{"task": "part one"}, {"task": "part two", "agent": "coder"}, {"task": "part three"}]}""")
                        : Turn.text("Together:\n" + lastResult(request)));
        minds.put("part", request -> {
            all.countDown();
            pass(all); // none can answer before all three were asked
            return Turn.text("did " + goal(request));
        });
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead them"));

            var answer = answer(lead);
            assertThat(answer).contains("did part one", "Coder · completed\ndid part two", "did part three");
            assertThat(children(home, lead)).hasSize(3).allSatisfy(child -> {
                assertThat(child.started().parentId()).isEqualTo(lead.id());
                assertThat(child.started().lineage().depth()).isEqualTo(1);
                assertThat(answer).contains(child.id().value());
            });
            assertThat(home.events(lead, ChildEvent.Started.class))
                    .extracting(ChildEvent.Started::childId)
                    .containsExactlyElementsOf(
                            children(home, lead).stream().map(RunState::id).toList());
        }
    }

    @Test
    void aParentThatWaitsHoldsNoThreadAndSurvivesARestart() {
        var gate = new CountDownLatch(1);
        minds.put("lead", saying(Turn.call("delegate", "{\"tasks\": [{\"task\": \"slow\"}]}"), Turn.text("done")));
        minds.put("slow", request -> {
            pass(gate);
            return Turn.text("at last");
        });
        RunState lead;
        try (var home = AgentsHome.open(folder, model)) {
            lead = home.await(home.start("lead"), "waits", run -> run.waitsFor("child"));
            home.idle(lead);
        }
        gate.countDown();
        try (var home = AgentsHome.open(folder, model)) {
            assertThat(home.ended(lead).status()).isEqualTo(RunStatus.COMPLETED);
            assertThat(children(home, lead)).hasSize(1);
        }
    }

    @Test
    void aSpawnedChildReportsWhileItsParentGoesOn() {
        var read = new CountDownLatch(1);
        minds.put("lead", request -> switch ((int) answers(request)) {
            case 0 -> Turn.call("spawn", "{\"task\": \"background\"}");
            case 1 -> Turn.call("wait_for", "{}");
            default -> {
                read.countDown();
                yield Turn.text("heard: "
                        + request.messages().stream()
                                .filter(Message.User.class::isInstance)
                                .map(it -> ((Message.User) it).text())
                                .filter(text -> text.contains("I am done."))
                                .count());
            }
        });
        minds.put("background", saying(Turn.text("found it")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            assertThat(lead.ended()).isEqualTo(new RunEvent.Completed(lead.id(), "heard: 1"));
            assertThat(home.events(lead, RunEvent.Messaged.class))
                    .singleElement()
                    .satisfies(report -> assertThat(report.text()).isEqualTo("I am done.\nfound it"));
        }
    }

    @Test
    void agentsOfOneFamilySpeakToEachOther() {
        minds.put("lead", request -> switch ((int) answers(request)) {
            case 0 -> Turn.call("spawn", "{\"task\": \"listener\"}");
            case 1 ->
                Turn.call(
                        "send_message",
                        "{\"to\": \"%s\", \"text\": \"the word is plum\"}".formatted(runNamed(lastResult(request))));
            case 2 -> Turn.call("wait_for", "{}");
            default -> Turn.text(lastResult(request));
        });
        minds.put("listener", request -> {
            var told = request.messages().stream()
                    .anyMatch(it -> it instanceof Message.User(var text, var _) && text.contains("plum"));
            return told ? Turn.text("it is plum") : Turn.call("wait_for", "{\"seconds\": 3600}");
        });
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            assertThat(children(home, lead))
                    .singleElement()
                    .satisfies(child -> assertThat(home.ended(child).ended())
                            .isEqualTo(new RunEvent.Completed(child.id(), "it is plum")));
        }
    }

    @Test
    void whatIsSaidWhileTheModelThinksIsReadBeforeItWaits() {
        var thinks = new CountDownLatch(1);
        var told = new CountDownLatch(1);
        minds.put("listener", request -> {
            if (answers(request) > 0) {
                return Turn.text(lastResult(request));
            }
            thinks.countDown();
            pass(told);
            return Turn.call("wait_for", "{\"seconds\": 3600}");
        });
        try (var home = AgentsHome.open(folder, model)) {
            var listener = home.start("listener");
            pass(thinks);
            home.agents().signals().tell(listener.org(), "user-owner", listener.id(), "the word is plum");
            told.countDown();

            assertThat(answer(home.ended(listener))).startsWith("Somebody said something to you");
        }
    }

    private static String runNamed(String text) {
        var found = Pattern.compile("run-[a-z0-9]+").matcher(text);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    void nobodySpeaksToAStrangersRun() {
        minds.put("stranger", saying(Turn.call("wait_for", "{\"seconds\": 3600}"), Turn.text("done")));
        try (var home = AgentsHome.open(folder, model)) {
            var stranger = home.await(home.start("stranger"), "waits", run -> run.waitsFor("timer"));
            minds.put(
                    "lead",
                    request -> answers(request) == 0
                            ? Turn.call("send_message", "{\"to\": \"%s\", \"text\": \"psst\"}".formatted(stranger.id()))
                            : Turn.text(lastResult(request)));
            var lead = home.ended(home.start("lead"));

            assertThat(lead.work().lastLine()).contains("no run of this family");
            assertThat(home.events(stranger, RunEvent.Messaged.class)).isEmpty();
        }
    }

    @Test
    void aChildMayDoAndCostAtMostWhatItsParentMay() {
        minds.put("lead", saying(Turn.call("delegate", """
                        {"tasks": [{"task": "greedy", "tools": ["exec", "read_file"], "max_steps": 900, "max_tokens": 1000000}]}"""), Turn.text("done")));
        minds.put(
                "greedy",
                request -> answers(request) == 0
                        ? Turn.call("exec", "{\"command\": \"true\"}")
                        : Turn.text(lastResult(request)));
        try (var home = AgentsHome.open(folder, model)) {
            var origin = new Lineage(
                    0,
                    null,
                    null,
                    null,
                    null,
                    Set.of(new ToolName("read_file"), new ToolName("delegate"), new ToolName("complete")),
                    false);
            var lead = home.ended(home.agents()
                    .runs()
                    .start(
                            AgentsHome.OWNER,
                            Goal.of("lead")
                                    .within(new RunLimits(30, 60_000, 5_000, 0))
                                    .from(origin)));

            var child = home.ended(children(home, lead).getFirst());
            assertThat(child.started().limits().maxSteps()).isEqualTo(30);
            assertThat(child.started().limits().maxTokens()).isBetween(1L, 5_000L);
            assertThat(child.started().lineage().tools())
                    .containsExactlyInAnyOrder(new ToolName("read_file"), new ToolName("complete"));
            assertThat(home.events(child, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(answer -> assertThat(answer.error()).isEqualTo("tool_not_allowed"));
        }
    }

    @Test
    void aTaskThatIsPassedToAndFroIsStopped() {
        minds.put(
                "ping",
                request -> answers(request) == 0
                        ? Turn.call("delegate", "{\"tasks\": [{\"task\": \"pong it\", \"agent\": \"coder\"}]}")
                        : Turn.text(lastResult(request)));
        minds.put(
                "pong",
                request -> answers(request) == 0
                        ? Turn.call("delegate", "{\"tasks\": [{\"task\": \"Ping  it\", \"agent\": \"assistant\"}]}")
                        : Turn.text(lastResult(request)));
        try (var home = AgentsHome.open(folder, model)) {
            var ping = home.ended(home.start("ping it"));

            var pong = children(home, ping).getFirst();
            assertThat(children(home, pong)).isEmpty();
            assertThat(home.events(pong, RunEvent.ToolAnswered.class))
                    .singleElement()
                    .satisfies(answer -> {
                        assertThat(answer.error()).isEqualTo("loop_detected");
                        assertThat(answer.output()).contains("to and fro");
                    });
        }
    }

    @Test
    void whoCancelsAParentCancelsTheWholeTree() {
        minds.put("lead", saying(Turn.call("delegate", "{\"tasks\": [{\"task\": \"middle\"}]}")));
        minds.put("middle", saying(Turn.call("delegate", "{\"tasks\": [{\"task\": \"deep\"}]}")));
        minds.put("deep", saying(Turn.call("wait_for", "{\"seconds\": 3600}")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.start("lead");
            Awaiting.until(
                    "the deepest waits",
                    () -> home.agents().lists().tree(lead.org(), lead.id(), 10).stream()
                            .anyMatch(run -> run.waitsFor("timer")));

            home.agents().stops().cancel(AgentsHome.OWNER, lead.id(), "enough");

            assertThat(home.agents().lists().tree(lead.org(), lead.id(), 10))
                    .hasSize(3)
                    .allSatisfy(run -> assertThat(run.status()).isEqualTo(RunStatus.CANCELLED));
        }
    }

    @Test
    void agentsAndChildrenAreListed() {
        minds.put("lead", request -> switch ((int) answers(request)) {
            case 0 -> Turn.call("spawn", "{\"task\": \"deep\", \"agent\": \"coder\"}");
            case 1 -> Turn.call("list_agents", "{}");
            default -> Turn.text(lastResult(request));
        });
        minds.put("deep", saying(Turn.text("done")));
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            assertThat(answer(lead)).contains("Researcher: Reads, compares", "Your children:\nrun-", "· Coder ·");
            assertThat(new RunId(runNamed(answer(lead))))
                    .isEqualTo(children(home, lead).getFirst().id());
        }
    }

    @Test
    void unknownAgentsAndTooManyTasksAreCorrectable() {
        minds.put("lead", request -> switch ((int) answers(request)) {
            case 0 -> Turn.call("spawn", "{\"task\": \"x\", \"agent\": \"nobody\"}");
            case 1 -> Turn.call("delegate", "{\"tasks\": []}");
            default -> Turn.text("done");
        });
        try (var home = AgentsHome.open(folder, model)) {
            var lead = home.ended(home.start("lead"));

            assertThat(home.events(lead, RunEvent.ToolAnswered.class))
                    .extracting(RunEvent.ToolAnswered::error)
                    .containsExactly("not_found", "tool_failed");
            assertThat(children(home, lead)).isEmpty();
        }
    }
}
