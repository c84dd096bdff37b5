package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.policy.Confirmations;
import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs that are kept as they are at one moment. */
@Timeout(300)
class SnapshotTests {

    private static final String SLOW = """
            {"command": "echo half > a.txt; while [ ! -e go ]; do sleep 0.05; done; rm go; echo whole > a.txt"}""";

    @TempDir
    Path folder;

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    private static Turn write(String content) {
        return Turn.call("write_file", "{\"path\": \"a.txt\", \"content\": \"%s\"}".formatted(content));
    }

    /** Until there is a moment for it, which a busy machine may not give at once. */
    private static JsonNode keepInTheEnd(AgentsHome home, RunState run) {
        var path = "/v1/runs/%s/snapshots".formatted(run.id());
        var answer = home.post(path, "{}");
        for (var tries = 1; answer.statusCode() == 409 && tries < 6; tries++) {
            answer = home.post(path, "{}");
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer.body());
    }

    private static JsonNode keep(AgentsHome home, RunState run, String label) {
        var answer = home.post("/v1/runs/%s/snapshots".formatted(run.id()), "{\"label\": \"%s\"}".formatted(label));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return json(answer.body());
    }

    private static RunState restore(AgentsHome home, RunState run, JsonNode snapshot, String body) {
        var path = "/v1/runs/%s/snapshots/%s/restore"
                .formatted(run.id(), snapshot.path("id").asString());
        var answer = home.post(path, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        var id = new RunId(json(answer.body()).path("id").asString());
        return home.agents().runs().find(OrgId.LOCAL, id);
    }

    private void waitsInTheMiddle(AgentsHome home, RunState run) {
        home.await(
                run,
                "has called",
                _ -> !home.events(run, RunEvent.ToolCalled.class).isEmpty());
        Awaiting.until(
                "half of the work is done",
                Duration.ofSeconds(60),
                () -> Files.exists(home.project().resolve("a.txt")));
    }

    private static void answer(AgentsHome home, RunState run) {
        var question = run.pending().iterator().next();
        home.policy()
                .confirmations()
                .resolve(
                        AgentsHome.OWNER,
                        question,
                        new Confirmations.Resolution(
                                Confirmations.Decision.ANSWER, null, "Go on.", Confirmations.Memory.ONCE));
    }

    private static void go(AgentsHome home) throws IOException {
        Files.createFile(home.project().resolve("go"));
    }

    @Test
    void aRunThatWaitsIsKeptAndGoesOnFromThereAgain() {
        var model = ScriptedModel.saying(
                write("one"),
                Turn.call("pin", "{\"fact\": \"The colour is blue.\"}"),
                Turn.call("ask_user", "{\"question\": \"And now?\"}"));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.waiting(home.start("write something"));

            var kept = keep(home, run, "before the answer");

            assertThat(kept.path("status").asString()).isEqualTo("waiting");
            assertThat(kept.path("step").asInt()).isEqualTo(3);
            assertThat(kept.path("label").asString()).isEqualTo("before the answer");
            assertThat(home.run(run)).isEqualTo(run);
            home.agents().stops().cancel(AgentsHome.OWNER, run.id(), "enough");
            home.write("a.txt", "ruined");

            var again = home.waiting(restore(home, run, kept, "{}"));

            assertThat(again.waitsFor("input")).isTrue();
            model.add(Turn.call("unpin", "{\"number\": 1}"), Turn.text("Blue."));
            answer(home, again);
            home.ended(again);
            assertThat(home.events(again, RunEvent.ToolAnswered.class))
                    .extracting(RunEvent.ToolAnswered::output)
                    .contains("Number 1 is no longer pinned.");
            assertThat(again.work().step()).isEqualTo(3);
            assertThat(again.started().lineage().forkOf()).isEqualTo(run.id());
            assertThat(folder.resolve("projects/fork-of-workshop/a.txt")).hasContent("one");
            assertThat(home.project().resolve("a.txt")).hasContent("ruined");
        }
    }

    @Test
    void theProjectItselfGetsItsFilesBackIfSomebodyWantsIt() {
        var model = ScriptedModel.saying(write("one"), Turn.text("Done."), Turn.text("Done again."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("write something"));
            var kept = keep(home, run, "");
            home.write("a.txt", "ruined");

            var again = home.ended(restore(home, run, kept, "{\"workspace\": \"restore\", \"message\": \"Again.\"}"));

            assertThat(again.ended()).isEqualTo(new RunEvent.Completed(again.id(), "Done again."));
            assertThat(home.project().resolve("a.txt")).hasContent("one");
            assertThat(home.run(run)).isEqualTo(run);
        }
    }

    @Test
    void aCallThatChangesFilesEndsFirst() throws IOException {
        var model = ScriptedModel.saying(Turn.call("exec", SLOW), Turn.text("Done."), Turn.text("Done again."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("work for long");
            waitsInTheMiddle(home, run);

            var keeping = CompletableFuture.supplyAsync(() -> keepInTheEnd(home, run));
            go(home);
            var kept = keeping.join();
            home.ended(run);
            home.write("a.txt", "ruined");
            home.ended(restore(home, run, kept, "{}"));

            assertThat(folder.resolve("projects/fork-of-workshop/a.txt")).hasContent("whole");
            assertThat(folder.resolve("projects/fork-of-workshop/go")).doesNotExist();
            assertThat(kept.path("position").asLong()).isGreaterThanOrEqualTo(5);
        }
    }

    @Test
    void thereIsNoSnapshotInTheMiddleOfACall() throws IOException {
        var model = ScriptedModel.saying(Turn.call("exec", SLOW), Turn.text("Done."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.start("work for long");
            waitsInTheMiddle(home, run);
            var stillness = new Stillness(home.journal(), home.agents().lists(), Duration.ofMillis(20));

            assertThatThrownBy(() -> stillness.during(run, () -> "never"))
                    .isInstanceOfSatisfying(
                            AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.CONFLICT))
                    .hasMessageContaining("in the middle of a call");

            go(home);
            home.ended(run);
            assertThat(stillness.during(run, () -> "now")).isEqualTo("now");
        }
    }

    @Test
    void whatACallInterruptedIsDoneAgain() {
        var model = ScriptedModel.saying(write("one"), Turn.text("Done."), write("two"), Turn.text("Done."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("write something"));
            var child = new Goal(
                    "write more",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(run.id()),
                    3,
                    run.terms().limits(),
                    Lineage.NONE);
            var stillness = new Stillness(home.journal(), home.agents().lists(), Duration.ofSeconds(60));
            var tries = new AtomicInteger();

            stillness.during(run, () -> {
                if (tries.getAndIncrement() == 0) {
                    home.ended(home.agents().runs().start(AgentsHome.OWNER, child));
                }
                return "kept";
            });

            assertThat(tries).hasValue(2);
        }
    }

    @Test
    void snapshotsAreListedAndThoseThatAreNotThereAreNotFound() {
        var model = ScriptedModel.saying(Turn.text("Done."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("do it"));
            keep(home, run, "first");
            keep(home, run, "second");
            keep(home, run, "third");
            var path = "/v1/runs/%s/snapshots".formatted(run.id());

            var page = json(home.get(path + "?limit=2").body());
            var rest = json(home.get(
                            path + "?limit=2&cursor=" + page.path("next_cursor").asString())
                    .body());

            assertThat(page.path("snapshots").path(0).path("label").asString()).isEqualTo("first");
            assertThat(page.path("count").asInt()).isEqualTo(2);
            assertThat(rest.path("snapshots").path(0).path("label").asString()).isEqualTo("third");
            assertThat(rest.has("next_cursor")).isFalse();
            assertThat(home.post(path + "/snap-0/restore", "{}").statusCode()).isEqualTo(404);
            assertThat(home.post(path + "/snap-0/restore", "{\"workspace\": \"keep\"}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(home.post("/v1/runs/run-0/snapshots", "{}").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aSnapshotChangesNothingAboutAReplay() {
        var model = ScriptedModel.saying(write("one"), Turn.text("Done."));
        try (var home = AgentsHome.open(folder, model)) {
            var run = home.ended(home.start("write something"));
            keep(home, run, "");

            var replay = json(
                    home.post("/v1/runs/%s/replay".formatted(run.id()), "{}").body());

            assertThat(replay.path("same").asBoolean()).as(replay.toString()).isTrue();
        }
    }
}
