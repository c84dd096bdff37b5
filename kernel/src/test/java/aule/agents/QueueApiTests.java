package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class QueueApiTests {

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.answering(_ -> Turn.text("done"));
    private AgentsHome home;

    @BeforeEach
    void queues() {
        home = AgentsHome.asleep(folder, model);
    }

    @AfterEach
    void closes() {
        home.close();
    }

    private String start(String goal, int priority) {
        var body = "{\"goal\": \"%s\", \"priority\": %d}".formatted(goal, priority);
        return json(home.post("/v1/runs", body).body()).path("id").asString();
    }

    private List<String> goals() {
        return goals("");
    }

    private List<String> goals(String query) {
        return json(home.get("/v1/queue" + query).body()).path("queued").values().stream()
                .map(it -> it.path("run").path("goal").asString())
                .toList();
    }

    private int move(String run, String place) {
        return home.post("/v1/queue/%s/move".formatted(run), place).statusCode();
    }

    private RunState run(String id) {
        return home.agents().runs().find(AgentsHome.OWNER.org(), new RunId(id));
    }

    @Test
    void isListedInTheOrderInWhichItBegins() {
        start("first", 3);
        start("later", 5);
        start("urgent", 1);
        start("second", 3);

        assertThat(goals()).containsExactly("urgent", "first", "second", "later");
        var entry = json(home.get("/v1/queue?limit=1").body());
        assertThat(entry.path("queued").get(0).path("position").asInt()).isEqualTo(1);
        assertThat(entry.path("queued").get(0).path("priority").asInt()).isEqualTo(1);
        assertThat(entry.path("queued").get(0).path("owner").asString()).isEqualTo("user-owner");
        assertThat(entry.path("queued").get(0).path("run").path("position").asInt())
                .isEqualTo(1);
        var rest = "?limit=3&cursor=" + entry.path("next_cursor").asString();
        assertThat(goals(rest)).containsExactly("first", "second", "later");
        assertThat(json(home.get("/v1/queue" + rest).body()).has("next_cursor")).isFalse();
        assertThat(json(home.get("/v1/queue?shape=array").body()).isArray()).isTrue();
    }

    @Test
    void isPutInOrder() {
        var a = start("a", 3);
        var b = start("b", 3);
        var c = start("c", 3);

        assertThat(move(c, "{\"first\": true}")).isEqualTo(200);
        assertThat(goals()).containsExactly("c", "a", "b");
        assertThat(move(c, "{\"last\": true}")).isEqualTo(200);
        assertThat(goals()).containsExactly("a", "b", "c");
        assertThat(move(a, "{\"after\": \"%s\"}".formatted(b))).isEqualTo(200);
        assertThat(goals()).containsExactly("b", "a", "c");
        assertThat(move(c, "{\"before\": \"%s\"}".formatted(b))).isEqualTo(200);
        assertThat(goals()).containsExactly("c", "b", "a");

        assertThat(home.events(run(c), RunEvent.Adjusted.class)).isEmpty();
        home.awake();
        home.ended(run(a));
    }

    @Test
    void aRunThatIsMovedTakesOverThePriorityOfItsNeighbour() {
        var urgent = start("urgent", 1);
        var low = start("low", 4);

        var moved = home.post("/v1/queue/%s/move".formatted(low), "{\"before\": \"%s\"}".formatted(urgent));

        assertThat(json(moved.body()).path("position").asInt()).isEqualTo(1);
        assertThat(json(moved.body()).path("priority").asInt()).isEqualTo(1);
        assertThat(goals()).containsExactly("low", "urgent");
        assertThat(run(low).terms().priority()).isEqualTo(1);
        assertThat(run(low).terms().limits()).isEqualTo(run(urgent).terms().limits());
    }

    @Test
    void anotherPriorityIsAnotherPlace() {
        var a = start("a", 3);
        var b = start("b", 3);

        home.send("PATCH", "/v1/runs/" + b, "{\"priority\": 2}");
        assertThat(goals()).containsExactly("b", "a");
        home.send("PATCH", "/v1/runs/" + a, "{\"priority\": 1}");
        assertThat(goals()).containsExactly("a", "b");
    }

    @Test
    void showsNoRunThatIsPausedOrEnded() {
        var a = start("a", 3);
        var b = start("b", 3);
        start("c", 3);
        home.post("/v1/runs/%s/pause".formatted(a), "");
        home.post("/v1/runs/%s/cancel".formatted(b), "");

        assertThat(goals()).containsExactly("c");
        home.post("/v1/runs/%s/resume".formatted(a), "");
        assertThat(goals()).containsExactlyInAnyOrder("a", "c");
    }

    @Test
    void refusesWhatCannotBeMoved() {
        var a = start("a", 3);
        var b = start("b", 3);
        home.post("/v1/runs/%s/cancel".formatted(b), "");

        assertThat(move(b, "{\"first\": true}")).isEqualTo(409);
        assertThat(move(a, "{\"before\": \"%s\"}".formatted(b))).isEqualTo(409);
        assertThat(move(a, "{\"before\": \"run-none\"}")).isEqualTo(404);
        assertThat(move("run-none", "{\"first\": true}")).isEqualTo(404);
        assertThat(move(a, "{}")).isEqualTo(400);
        assertThat(move(a, "{\"first\": false}")).isEqualTo(400);
        assertThat(move(a, "{\"first\": true, \"last\": true}")).isEqualTo(400);
        assertThat(goals()).containsExactly("a");
    }
}
