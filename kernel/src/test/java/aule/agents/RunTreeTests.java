package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal.Origin;
import aule.kernel.Lineage;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunTreeTests {

    private static final Instant LATER = Instant.parse("2200-01-01T00:00:00Z");

    private static final Turn SLEEPS = Turn.call("exec", "{\"command\": \"sleep 87.6543; true\"}");

    @TempDir
    Path folder;

    private static RunState child(AgentsHome home, RunState parent, String goal) {
        var plain = Goal.of(goal);
        return home.agents()
                .runs()
                .start(
                        AgentsHome.OWNER,
                        new Goal(
                                goal,
                                plain.project(),
                                plain.persona(),
                                plain.model(),
                                plain.conversation(),
                                Optional.of(parent.id()),
                                plain.priority(),
                                plain.limits(),
                                new Lineage(
                                        parent.started().lineage().depth() + 1,
                                        "call-1",
                                        null,
                                        null,
                                        null,
                                        Set.of(),
                                        false)));
    }

    private static long sleeping() {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").contains("sleep 87.6543"))
                .count();
    }

    private static List<RunId> ids(String body) {
        return json(body).path("runs").values().stream()
                .map(it -> new RunId(it.path("id").asString()))
                .toList();
    }

    @Test
    void cancellingAParentEndsAllItsBranches() {
        var model = ScriptedModel.answering(_ -> SLEEPS);
        try (var home = AgentsHome.open(folder, model)) {
            var root = home.start("root");
            var runs = new ArrayList<>(List.of(root));
            runs.add(child(home, root, "left"));
            runs.add(child(home, root, "right"));
            runs.add(child(home, runs.get(1), "leaf"));
            Awaiting.until("the commands run", () -> sleeping() >= 4);

            assertThat(home.post("/v1/runs/%s/signal".formatted(root.id()), "{\"signal\": \"KILL\"}")
                            .statusCode())
                    .isEqualTo(200);

            assertThat(runs).allSatisfy(it -> assertThat(home.run(it).status()).isEqualTo(RunStatus.CANCELLED));
            assertThat(home.run(runs.get(3)).ended())
                    .isEqualTo(
                            new RunEvent.Cancelled(runs.get(3).id(), "The run that started it was cancelled: killed"));
            Awaiting.until("the processes are gone", () -> sleeping() == 0);
        }
    }

    @Test
    void aBranchDoesNotTakeItsTreeWithIt() {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var root = home.start("root");
            var left = child(home, root, "left");
            var right = child(home, root, "right");

            home.agents().stops().cancel(AgentsHome.OWNER, left.id(), "enough");

            assertThat(home.run(root).status()).isEqualTo(RunStatus.QUEUED);
            assertThat(home.run(right).status()).isEqualTo(RunStatus.QUEUED);
        }
    }

    @Test
    void branchesThatACrashLeftBehindEndWithTheNextStart() {
        RunState left;
        RunState leaf;
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var root = home.start("root");
            left = child(home, root, "left");
            leaf = child(home, left, "leaf");
            home.journal()
                    .append(
                            StreamId.of(root.id()),
                            Origin.kernel(root.id().value()),
                            List.of(new RunEvent.Cancelled(root.id(), "enough")));
        }
        try (var home = AgentsHome.open(folder, ScriptedModel.saying())) {
            assertThat(home.run(left).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(home.run(leaf).status()).isEqualTo(RunStatus.CANCELLED);
        }
    }

    @Test
    void isShownWithTheNearerOnesFirst() {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var root = home.start("root");
            var left = child(home, root, "left");
            var leaf = child(home, left, "leaf");
            var right = child(home, root, "right");
            home.start("stranger");

            var tree = json(home.get("/v1/runs/%s/tree".formatted(root.id())).body());
            assertThat(ids(tree.toString())).containsExactly(root.id(), left.id(), right.id(), leaf.id());
            assertThat(tree.path("complete").asBoolean()).isTrue();
            assertThat(tree.path("count").asInt()).isEqualTo(4);
            assertThat(tree.path("runs").get(0).path("children").asInt()).isEqualTo(2);
            assertThat(tree.path("runs").get(3).path("depth").asInt()).isEqualTo(2);
            assertThat(tree.path("runs").get(3).path("parent_id").asString())
                    .isEqualTo(left.id().value());
            assertThat(ids(home.get("/v1/runs/%s/tree".formatted(left.id())).body()))
                    .containsExactly(left.id(), leaf.id());
            assertThat(home.get("/v1/runs/run-none/tree").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void isFoundByParentAndTop() {
        try (var home = AgentsHome.asleep(folder, ScriptedModel.saying())) {
            var root = home.start("root");
            var left = child(home, root, "left");
            child(home, left, "leaf");
            var right = child(home, root, "right");

            assertThat(ids(home.get("/v1/runs?parent_id=" + root.id()).body())).containsExactly(right.id(), left.id());
            assertThat(ids(home.get("/v1/runs?top=true").body())).containsExactly(root.id());
            assertThat(json(home.get("/v1/runs?top=false").body()).path("count").asInt())
                    .isEqualTo(4);
        }
    }

    @Test
    void theEndOfAChildWakesTheParentThatWaitsForIt() {
        var model = ScriptedModel.saying(
                Turn.call("exec", "{\"command\": \"until [ -e go ]; do sleep 0.02; done\"}"),
                Turn.text("the child is done"),
                Turn.text("the parent is done"));
        try (var home = AgentsHome.asleep(folder, model)) {
            var parent = home.start("root");
            var child = child(home, parent, "left");
            home.journal()
                    .append(
                            StreamId.of(parent.id()),
                            Origin.kernel(parent.id().value()),
                            List.of(
                                    new RunEvent.Dispatched(parent.id(), 0, "first"),
                                    new RunEvent.Waiting(parent.id(), "timer", null, LATER, null)));
            home.awake();
            home.await(child, "calls", it -> it.work().openCalls() == 1);
            home.idle(parent);
            home.journal()
                    .append(
                            StreamId.of(parent.id()),
                            Origin.kernel(parent.id().value()),
                            List.of(
                                    new RunEvent.Resumed(parent.id(), "timer"),
                                    new RunEvent.Dispatched(parent.id(), 0, "after_wait"),
                                    new RunEvent.Waiting(parent.id(), "child", null)));
            home.write("go", "");
            home.ended(child);

            assertThat(home.ended(parent).status()).isEqualTo(RunStatus.COMPLETED);
        }
    }
}
