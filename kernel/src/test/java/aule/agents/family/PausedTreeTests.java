package aule.agents.family;

import static aule.agents.family.Minds.answers;
import static aule.agents.family.Minds.pass;
import static aule.agents.family.Minds.saying;
import static org.assertj.core.api.Assertions.assertThat;

import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.journal.Journal.Origin;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whoever pauses a run pauses what it started, and nothing that was paused for itself goes on with it. */
@Timeout(60)
class PausedTreeTests {

    private static final String REST = "{\"seconds\": 360000}";

    @TempDir
    Path folder;

    private final Minds minds = new Minds();
    private final ScriptedModel model = minds.model();

    @BeforeEach
    void aFamilyOfFour() {
        minds.put("lead", saying(Turn.call("delegate", """
                        {"tasks": [{"task": "middle"}, {"task": "rest"}]}"""), Turn.text("led")));
        minds.put("middle", saying(Turn.call("delegate", "{\"tasks\": [{\"task\": \"deep\"}]}"), Turn.text("meant")));
        minds.put("rest", saying(Turn.call("wait_for", REST), Turn.text("rested")));
        minds.put("deep", saying(Turn.call("wait_for", REST), Turn.text("dug")));
    }

    /** The family once all of it waits: lead, middle, rest, deep. */
    private static List<RunState> resting(AgentsHome home) {
        var lead = home.start("lead");
        Awaiting.until("the whole family waits", () -> {
            var all = tree(home, lead);
            return all.size() == 4 && all.stream().allMatch(it -> it.status() == RunStatus.WAITING);
        });
        return tree(home, lead);
    }

    private static List<RunState> tree(AgentsHome home, RunState root) {
        return home.agents().lists().tree(root.org(), root.id(), 10);
    }

    private static List<RunStatus> statuses(AgentsHome home, RunState root) {
        return tree(home, root).stream().map(RunState::status).toList();
    }

    private static void pause(AgentsHome home, RunState run) {
        home.agents().signals().pause(AgentsHome.OWNER, run.id(), "lunch");
    }

    private static void resume(AgentsHome home, RunState run) {
        home.agents().signals().resume(AgentsHome.OWNER, run.id());
    }

    @Test
    void aPausedParentPausesEverythingBelowIt() {
        try (var home = AgentsHome.open(folder, model)) {
            var lead = resting(home).getFirst();

            pause(home, lead);

            assertThat(statuses(home, lead)).containsOnly(RunStatus.PAUSED);
            assertThat(tree(home, lead).stream().skip(1)).allSatisfy(run -> {
                var paused = home.events(run, RunEvent.Paused.class).getLast();
                assertThat(paused.by()).isEqualTo(lead.id());
                assertThat(paused.reason()).contains(lead.id().value());
            });
        }
    }

    @Test
    void whatWasPausedForItselfStaysSo() {
        try (var home = AgentsHome.open(folder, model)) {
            var family = resting(home);
            var lead = family.getFirst();
            var rest = family.get(2);
            pause(home, rest);
            pause(home, lead);

            resume(home, lead);

            assertThat(home.run(rest).status()).isEqualTo(RunStatus.PAUSED);
            Awaiting.until(
                    "the others go on",
                    () -> tree(home, lead).stream()
                                    .filter(it -> it.status() == RunStatus.WAITING)
                                    .count()
                            == 3);
        }
    }

    @Test
    void whoeverIsResumedTakesTheirOwnBranchAlong() {
        try (var home = AgentsHome.open(folder, model)) {
            var family = resting(home);
            var lead = family.getFirst();
            pause(home, lead);

            resume(home, family.get(1));

            assertThat(home.run(lead).status()).isEqualTo(RunStatus.PAUSED);
            assertThat(home.run(family.get(2)).status()).isEqualTo(RunStatus.PAUSED);
            home.await(family.get(1), "waits again", run -> run.waitsFor("child"));
            home.await(family.get(3), "waits again", run -> run.waitsFor("timer"));
        }
    }

    @Test
    void aChildThatIsStartedMeanwhileIsPausedToo() {
        var asked = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        minds.put("lead", request -> {
            if (answers(request) == 0) {
                return Turn.call("spawn", "{\"task\": \"rest\"}");
            }
            return Turn.text("led");
        });
        try (var home = AgentsHome.hooked(
                folder,
                event -> {
                    if (event instanceof RunEvent.ToolCalled call
                            && call.tool().value().equals("spawn")) {
                        asked.countDown();
                        pass(gate);
                    }
                },
                model)) {
            var lead = home.start("lead");
            pass(asked);
            pause(home, lead);
            gate.countDown();

            Awaiting.until(
                    "the child is paused",
                    () -> statuses(home, lead).equals(List.of(RunStatus.PAUSED, RunStatus.PAUSED)));
        }
    }

    @Test
    void whatACrashLeftUndoneIsDoneAtTheNextStart() {
        RunState lead;
        try (var home = AgentsHome.open(folder, model)) {
            lead = resting(home).getFirst();
        }
        try (var home = AgentsHome.asleep(folder, model)) {
            alone(home, lead, new RunEvent.Paused(lead.id(), "lunch", null));
        }
        try (var home = AgentsHome.open(folder, model)) {
            assertThat(statuses(home, lead)).containsOnly(RunStatus.PAUSED);
        }
        try (var home = AgentsHome.asleep(folder, model)) {
            alone(home, lead, new RunEvent.Resumed(lead.id(), "resumed"));
        }
        try (var home = AgentsHome.open(folder, model)) {
            Awaiting.until(
                    "the whole family waits again",
                    () -> tree(home, lead).stream().allMatch(it -> it.status() == RunStatus.WAITING));
        }
    }

    /** Writes down what a kernel did that was killed right after it. */
    private static void alone(AgentsHome home, RunState run, RunEvent event) {
        home.journal().append(StreamId.of(run.id()), Origin.kernel(run.id().value()), List.of(event));
    }
}
