package aule.agents;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.FixedModels;
import aule.testkit.ScriptedModel;
import aule.testkit.TempAule;
import aule.testkit.TempPostgres;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The statements on runs mean the same on PostgreSQL. */
@Timeout(120)
class PostgresRunsTests {

    @TempDir
    private Path folder;

    private final ScriptedModel model = ScriptedModel.saying();
    private TempAule aule;

    @BeforeEach
    void boots() {
        aule = new TempAule(
                folder.resolve("home"), folder.resolve("data"), TempPostgres.address(), _ -> new FixedModels(model));
    }

    @AfterEach
    void closes() {
        aule.close();
    }

    private String start(String goal, int priority) {
        var body = "{'goal': '%s', 'priority': %d}".formatted(goal, priority);
        return TempAule.json(aule.send("POST", "/v1/runs", body)).path("id").asString();
    }

    private String ended(String run) {
        await(run, "has ended", "ended_at");
        return run;
    }

    private void await(String run, String what, String member) {
        Awaiting.until(run + " " + what, () -> get("/v1/runs/" + run).has(member));
    }

    private JsonNode get(String path) {
        return TempAule.json(aule.get(path));
    }

    private List<String> goals(String query) {
        return get("/v1/runs?" + query).path("runs").values().stream()
                .map(it -> it.path("goal").asString())
                .toList();
    }

    @Test
    void findsAndSortsRuns() {
        model.add(Turn.text("The answer is 100%."), Turn.text("Nothing."));
        ended(start("first", 3));
        ended(start("second", 1));

        for (var sort : List.of("newest", "priority", "status")) {
            assertThat(goals("sort=" + sort)).containsExactly("second", "first");
        }
        assertThat(goals("sort=steps")).containsExactly("second", "first");
        assertThat(goals("sort=tokens&top=true&owner=user-owner&since=2020-01-01T00:00:00Z"))
                .containsExactly("second", "first");
        var page = get("/v1/runs?sort=priority&limit=1");
        assertThat(goals("sort=priority&limit=1&cursor="
                        + page.path("next_cursor").asString()))
                .containsExactly("first");
        assertThat(goals("q=100%25&status=completed,failed&sort=tokens")).containsExactly("first");
    }

    @Test
    void keepsDeadLetters() {
        model.add(
                Turn.text("I cannot.").ending("gave_up"),
                Turn.text("Still not.").ending("gave_up"));
        var first = ended(start("fly", 3));
        var again = TempAule.json(aule.send("POST", "/v1/dead-letters/" + first + "/retry", "{}"));
        var second = ended(again.path("id").asString());
        Awaiting.until(
                "the letter is there",
                () -> get("/v1/dead-letters").path("count").asInt() == 1);

        var letter = get("/v1/dead-letters?q=still&code=tool_failed&project_id=proj-default")
                .path("dead_letters")
                .get(0);
        assertThat(letter.path("id").asString()).isEqualTo(second);
        assertThat(letter.path("attempts").asInt()).isEqualTo(2);
        assertThat(aule.send("POST", "/v1/dead-letters/" + second + "/close", "{}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(get("/v1/dead-letters").path("count").asInt()).isZero();
    }

    @Test
    void takesSignals() {
        model.add(Turn.broken(Turn.Fault.STALL, "hm"), Turn.broken(Turn.Fault.STALL, "hm"));
        var run = start("wait", 3);
        Awaiting.until("the model is asked", () -> model.requests().size() == 1);

        assertThat(aule.send("POST", "/v1/runs/" + run + "/pause", "{}").statusCode())
                .isEqualTo(200);
        assertThat(aule.send("POST", "/v1/runs/" + run + "/messages", "{'text': 'hurry'}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(aule.send("PATCH", "/v1/runs/" + run, "{'max_steps': 9}").statusCode())
                .isEqualTo(200);
        assertThat(aule.send("POST", "/v1/runs/" + run + "/resume", "{}").statusCode())
                .isEqualTo(200);
        Awaiting.until("the model is asked again", () -> model.requests().size() == 2);
        assertThat(get("/v1/runs/" + run + "/tree").path("count").asInt()).isEqualTo(1);
        assertThat(get("/v1/runs/" + run).path("limits").path("max_steps").asInt())
                .isEqualTo(9);
        var killed = aule.send("POST", "/v1/runs/" + run + "/signal", "{'signal': 'KILL'}");
        assertThat(TempAule.json(killed).path("status").asString()).isEqualTo("cancelled");
    }
}
