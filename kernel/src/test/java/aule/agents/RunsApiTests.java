package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.AgentsHome;
import aule.testkit.Awaiting;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class RunsApiTests {

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.answering(WatchedRunsTests::twoThoughtsThenAnAnswer);
    private AgentsHome home;

    @BeforeEach
    void opens() {
        home = AgentsHome.open(folder, model);
    }

    @AfterEach
    void closes() {
        home.close();
    }

    @Test
    void aGoalIsAcceptedAndCarriedOut() {
        var accepted = home.post("/v1/runs", "{\"goal\": \"think twice\", \"agent\": \"coder\", \"priority\": 1}");
        assertThat(accepted.statusCode()).isEqualTo(202);
        var id = json(accepted.body()).path("id").asString();
        assertThat(accepted.headers().firstValue("Location")).hasValue("/v1/runs/" + id);

        var run = ended(id);
        assertThat(run.path("status").asString()).isEqualTo("completed");
        assertThat(run.path("phase").asString()).isEqualTo("ended");
        assertThat(run.path("answer").asString()).isEqualTo("done");
        assertThat(run.path("persona_id").asString()).isEqualTo("pers-coder");
        assertThat(run.path("project_id").asString()).isEqualTo("proj-default");
        assertThat(run.path("owner").asString()).isEqualTo("user-owner");
        assertThat(run.path("priority").asInt()).isEqualTo(1);
        assertThat(run.path("steps").size()).isEqualTo(3);
        assertThat(run.path("tokens_in").asInt()).isEqualTo(30);
        assertThat(run.path("tool_calls").asInt()).isEqualTo(2);
        assertThat(run.path("limits").path("max_steps").asInt()).isEqualTo(200);
        assertThat(run.has("started_at") && run.has("ended_at")).isTrue();
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        var ids = List.of(start("one fish"), start("two fish"), start("red bird"));
        ids.forEach(this::ended);

        var first = json(home.get("/v1/runs?limit=2").body());
        assertThat(first.path("runs").values())
                .extracting(it -> it.path("id").asString())
                .containsExactly(ids.get(2), ids.get(1));
        var cursor = first.path("next_cursor").asString();
        var second = json(home.get("/v1/runs?limit=2&cursor=" + cursor).body());
        assertThat(second.path("runs").values())
                .extracting(it -> it.path("id").asString())
                .containsExactly(ids.get(0));
        assertThat(second.has("next_cursor")).isFalse();
        assertThat(json(home.get("/v1/runs?q=FISH").body()).path("count").asInt())
                .isEqualTo(2);
        assertThat(json(home.get("/v1/runs?status=completed,failed&project_id=proj-default")
                                .body())
                        .path("count")
                        .asInt())
                .isEqualTo(3);
        assertThat(json(home.get("/v1/runs?status=running").body())
                        .path("count")
                        .asInt())
                .isZero();
        assertThat(json(home.get("/v1/runs?shape=array").body()).isArray()).isTrue();
    }

    @Test
    void readsEventsFromAnyPlace() {
        var id = start("think");
        ended(id);

        var all = json(home.get("/v1/runs/" + id + "/events").body()).path("events");
        assertThat(all.values())
                .extracting(it -> it.path("type").asString())
                .startsWith("run.started", "run.dispatched", "model.answered", "tool.called", "tool.answered")
                .endsWith("run.completed");
        var third = all.get(2).path("seq").asLong();
        var rest = json(home.get("/v1/runs/" + id + "/events?after=" + third).body())
                .path("events");
        assertThat(rest.size()).isEqualTo(all.size() - 3);
    }

    @Test
    void streamsARunUntilItHasEnded() {
        var id = start("think");

        try (var lines = home.lines("GET", "/v1/runs/" + id + "/events", "")) {
            var events = lines.filter(it -> it.startsWith("event: ")).toList();
            assertThat(events)
                    .startsWith("event: connected", "event: run.started")
                    .endsWith("event: run.completed");
        }
        try (var lines = home.lines(
                "GET", "/v1/runs/" + id + "/events?after=" + home.journal().head(), "")) {
            assertThat(lines.filter(it -> it.startsWith("event: "))).containsExactly("event: connected");
        }
    }

    @Test
    void cancelsWithoutAReason() {
        model.add(Turn.broken(Turn.Fault.STALL, "hm"));
        var id = start("wait");

        var cancelled = home.post("/v1/runs/" + id + "/cancel", "");
        assertThat(cancelled.statusCode()).isEqualTo(200);
        assertThat(json(cancelled.body()).path("status").asString()).isEqualTo("cancelled");
        var again = home.post("/v1/runs/" + id + "/cancel", "{}");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(json(again.body()).path("code").asString()).isEqualTo("illegal_transition");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(home.post("/v1/runs", "{\"goal\": \" \"}").statusCode()).isEqualTo(400);
        assertThat(home.post("/v1/runs", "{\"goal\": \"x\", \"wish\": 1}").statusCode())
                .isEqualTo(400);
        assertThat(home.post("/v1/runs", "{\"goal\": \"x\", \"agent\": \"nobody\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(home.post("/v1/runs", "{\"goal\": \"x\", \"project_id\": \"proj-none\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(home.get("/v1/runs/run-none").statusCode()).isEqualTo(404);
        assertThat(home.get("/v1/runs?status=asleep").statusCode()).isEqualTo(400);
        assertThat(home.get("/v1/runs?cursor=soon").statusCode()).isEqualTo(400);
        assertThat(home.anonymously("/v1/runs").statusCode()).isEqualTo(401);
    }

    private String start(String goal) {
        return json(home.post("/v1/runs", "{\"goal\": \"" + goal + "\"}").body())
                .path("id")
                .asString();
    }

    private JsonNode ended(String id) {
        Awaiting.until(
                id + " has ended", () -> json(home.get("/v1/runs/" + id).body()).has("ended_at"));
        return json(home.get("/v1/runs/" + id).body());
    }

    static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
