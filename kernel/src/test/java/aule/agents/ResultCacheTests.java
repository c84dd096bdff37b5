package aule.agents;

import static aule.agents.past.Replaying.isTheSame;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.RunEvent;
import aule.kernel.TokenUsage;
import aule.models.ModelSpec;
import aule.models.Price;
import aule.testkit.AgentsHome;
import aule.testkit.ScriptedModel;
import aule.testkit.TempAule;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Identical requests to models. */
@Timeout(180)
class ResultCacheTests {

    private static final TokenUsage USAGE = new TokenUsage(900, 100, 0, 0);

    @TempDir
    Path folder;

    private final ScriptedModel model = ScriptedModel.answering(
                    _ -> Turn.text("done".repeat(60_000)).costing(USAGE))
            .as(new ModelSpec(
                    "scripted/dear",
                    "dear",
                    "scripted",
                    "general",
                    "",
                    "",
                    true,
                    true,
                    1_000_000,
                    new ModelSpec.Supports(true, true, true),
                    null,
                    new Price(1_000, 1_000),
                    null,
                    Set.of()));

    private static JsonNode cache(AgentsHome home) {
        return TempAule.json(home.get("/v1/answers"));
    }

    private static JsonNode choose(AgentsHome home, String body) {
        var answer = home.send("PUT", "/v1/answers", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TempAule.json(answer);
    }

    private static RunEvent.ModelAnswered answer(AgentsHome home, RunState run) {
        return home.events(run, RunEvent.ModelAnswered.class).getFirst();
    }

    @Test
    void isOffUntilSomebodyTurnsItOn() {
        try (var home = AgentsHome.open(folder, model)) {
            assertThat(cache(home).path("set_by").asString()).isEqualTo("default");
            home.ended(home.start("think"));
            home.ended(home.start("think"));
            assertThat(model.requests()).hasSize(2);

            assertThat(choose(home, "{\"enabled\": true}").path("set_by").asString())
                    .isEqualTo("setting");
            home.ended(home.start("think"));
            home.ended(home.start("think"));

            assertThat(model.requests()).hasSize(3);
            choose(home, "{\"enabled\": false}");
            home.ended(home.start("think"));
            assertThat(model.requests()).hasSize(4);
            assertThat(cache(home).path("answers").asInt()).isEqualTo(1);
        }
    }

    @Test
    void anIdenticalRequestIsAnsweredForNothingWhereNothingMayBeSpent() {
        try (var home = AgentsHome.lasting(folder, AgentsHome.QUICK.remembering(true), List.of(), model)) {
            home.ended(home.start("think"));
            home.post("/v1/budgets", "{\"scope\": \"org\", \"period\": \"day\", \"max_cost\": \"0\"}");

            var again = home.ended(home.start("think"));
            var other = home.waiting(home.start("think of something else"));

            assertThat(model.requests()).hasSize(1);
            var answer = answer(home, again);
            assertThat(answer.cached()).isTrue();
            assertThat(answer.costNanos()).isZero();
            assertThat(answer.usage()).isEqualTo(TokenUsage.NONE);
            assertThat(answer.savedNanos()).isEqualTo(1_000_000);
            assertThat(answer.responseId()).as("nobody was asked").isNull();
            assertThat(other.waitsFor("budget")).isTrue();
            var saved =
                    TempAule.json(home.get("/v1/usage/summary")).path("saved").path("today");
            assertThat(saved.path("cache").asString()).isEqualTo("0.001000");
            assertThat(saved.path("routing").asString()).isEqualTo("0.000000");
            isTheSame(home, again);
        }
    }

    @Test
    void whatTheEnvironmentSaysHoldsAndIsSaid() {
        try (var home = AgentsHome.lasting(folder, AgentsHome.QUICK.remembering(false), List.of(), model)) {
            assertThat(cache(home).path("set_by").asString()).isEqualTo("environment");
            var refused = home.send("PUT", "/v1/answers", "{\"enabled\": true}");

            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(refused.body()).contains("AULE_RESULT_CACHE is 'off'");
            assertThat(choose(home, "{\"enabled\": false, \"max_bytes\": 2000000}")
                            .path("max_bytes")
                            .asLong())
                    .isEqualTo(2_000_000);
        }
        assertThat(Settings.of(Map.of()).remembers()).isNull();
        assertThat(Settings.of(Map.of("AULE_RESULT_CACHE", "on")).remembers()).isTrue();
        assertThat(Settings.of(Map.of("AULE_RESULT_CACHE", "off")).remembers()).isFalse();
    }

    @Test
    void theOldestMakeRoomAndAllCanBeForgotten() {
        try (var home = AgentsHome.open(folder, model)) {
            choose(home, "{\"enabled\": true, \"max_bytes\": 4194304}");
            var runs = IntStream.range(0, 20).mapToObj(i -> "think " + i).toList();
            runs.forEach(it -> home.ended(home.start(it)));

            var held = cache(home);
            assertThat(held.path("bytes").asLong()).isPositive().isLessThanOrEqualTo(4_194_304);
            assertThat(held.path("answers").asInt()).isBetween(1, 19);
            assertThat(answer(home, home.ended(home.start("think 19"))).cached())
                    .isTrue();

            assertThat(home.send("DELETE", "/v1/answers", "").statusCode()).isEqualTo(204);
            assertThat(cache(home).path("answers").asInt()).isZero();
            assertThat(answer(home, home.ended(home.start("think 19"))).cached())
                    .isFalse();
        }
    }

    @Test
    void aChoiceOutlivesTheKernelAndNonsenseIsRefused() {
        try (var home = AgentsHome.open(folder, model)) {
            choose(home, "{\"enabled\": true, \"max_bytes\": 3000000}");
            for (var nonsense : List.of("{\"enabled\": 1}", "{\"max_bytes\": 10}", "{\"mood\": true}")) {
                assertThat(home.send("PUT", "/v1/answers", nonsense).statusCode())
                        .isEqualTo(400);
            }
        }
        try (var home = AgentsHome.open(folder, model)) {
            assertThat(cache(home).path("enabled").asBoolean()).isTrue();
            assertThat(cache(home).path("max_bytes").asLong()).isEqualTo(3_000_000);
        }
    }
}
