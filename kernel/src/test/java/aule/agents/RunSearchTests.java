package aule.agents;

import static aule.agents.RunsApiTests.json;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.PersonaId;
import aule.kernel.RunLimits;
import aule.kernel.TokenUsage;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.Turn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RunSearchTests {

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.saying();
    private AgentsHome home;

    @BeforeEach
    void opens() {
        home = AgentsHome.open(folder, model);
    }

    @AfterEach
    void closes() {
        home.close();
    }

    private RunState done(String goal, int priority, int tokens, int steps) {
        for (var step = 1; step < steps; step++) {
            model.add(Turn.call("think", "{\"thought\": \"hm\"}").costing(TokenUsage.NONE));
        }
        model.add(Turn.text("The answer to " + goal).costing(new TokenUsage(tokens, 0, 0, 0)));
        var plain = Goal.of(goal);
        var wanted = new Goal(
                goal,
                plain.project(),
                plain.persona(),
                plain.model(),
                plain.conversation(),
                plain.parent(),
                priority,
                RunLimits.DEFAULT,
                plain.lineage());
        return home.ended(home.agents().runs().start(AgentsHome.OWNER, wanted));
    }

    /** Follows the list to its end, two at a time. */
    private List<String> goals(String query) {
        var goals = new ArrayList<String>();
        var cursor = "";
        do {
            var page = json(home.get("/v1/runs?limit=2" + query + cursor).body());
            page.path("runs").values().forEach(it -> goals.add(it.path("goal").asString()));
            cursor = page.has("next_cursor")
                    ? "&cursor=" + page.path("next_cursor").asString()
                    : "";
        } while (!cursor.isEmpty());
        return goals;
    }

    @Test
    void goesThroughEveryOrderPageByPage() {
        done("a", 3, 50, 1);
        done("b", 1, 10, 2);
        done("c", 3, 50, 3);
        done("d", 5, 90, 2);
        done("e", 1, 10, 1);

        assertThat(goals("")).containsExactly("e", "d", "c", "b", "a");
        assertThat(goals("&sort=newest")).containsExactly("e", "d", "c", "b", "a");
        assertThat(goals("&sort=priority")).containsExactly("e", "b", "c", "a", "d");
        assertThat(goals("&sort=tokens")).containsExactly("d", "c", "a", "e", "b");
        assertThat(goals("&sort=steps")).containsExactly("c", "d", "b", "e", "a");
        assertThat(home.get("/v1/runs?sort=colour").statusCode()).isEqualTo(400);
    }

    @Test
    void showsWhatIsAtWorkFirst() {
        done("completed", 3, 1, 1);
        model.add(Turn.text("I cannot.").ending("gave_up"));
        home.ended(home.start("failed"));
        model.add(Turn.call("ask_user", "{\"question\": \"Which?\"}"));
        home.waiting(home.start("waiting"));
        model.add(Turn.broken(Turn.Fault.STALL, "hm"));
        var running = home.start("running");
        home.await(running, "works", it -> it.status() == RunStatus.RUNNING);
        model.add(Turn.broken(Turn.Fault.STALL, "hm"));
        var cancelled = home.start("cancelled");
        home.agents().stops().cancel(AgentsHome.OWNER, cancelled.id(), "enough");

        assertThat(goals("&sort=status")).containsExactly("running", "waiting", "failed", "completed", "cancelled");
        assertThat(goals("&sort=status&status=failed,waiting,cancelled"))
                .containsExactly("waiting", "failed", "cancelled");
        assertThat(goals("&sort=priority&status=failed,cancelled")).containsExactly("cancelled", "failed");
    }

    @Test
    void findsWordsInGoalsAndAnswers() {
        done("write the report", 3, 1, 1);
        done("walk the dog", 3, 1, 1);

        assertThat(goals("&q=REPORT")).containsExactly("write the report");
        assertThat(goals("&q=answer%20to%20walk")).containsExactly("walk the dog");
        assertThat(goals("&q=answer")).hasSize(2);
        assertThat(goals("&q=100%25")).isEmpty();
    }

    @Test
    void findsByTimePersonAndPersona() {
        var first = done("first", 3, 1, 1);
        var second = done("second", 3, 1, 1);
        var since = time(second.times().createdAt());

        if (second.times().createdAt().isAfter(first.times().createdAt())) {
            assertThat(goals("&since=" + since)).containsExactly("second");
            assertThat(goals("&until=" + since)).containsExactly("first");
        }
        assertThat(goals("&since=2020-01-01T00:00:00Z&until=2020-01-02T00:00:00Z"))
                .isEmpty();
        assertThat(goals("&owner=user-owner")).hasSize(2);
        assertThat(goals("&owner=user-other")).isEmpty();
        assertThat(goals("&persona_id=pers-assistant")).hasSize(2);
        assertThat(goals("&persona_id=" + new PersonaId("pers-coder"))).isEmpty();
        assertThat(home.get("/v1/runs?since=yesterday").statusCode()).isEqualTo(400);
    }

    private static String time(Instant instant) {
        return URLEncoder.encode(instant.toString(), StandardCharsets.UTF_8);
    }
}
