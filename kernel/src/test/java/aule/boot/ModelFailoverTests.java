package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.breaker.Breakers;
import aule.gateway.Gateway;
import aule.kernel.TokenUsage;
import aule.testkit.Awaiting;
import aule.testkit.FixedClock;
import aule.testkit.OllamaServer;
import aule.testkit.OpenAiServer;
import aule.testkit.TempAule;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A whole kernel between two providers, one of which falls over. */
@Timeout(180)
class ModelFailoverTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> ENDED = Set.of("failed", "completed", "cancelled");

    private final AtomicBoolean down = new AtomicBoolean();
    private final OpenAiServer first = new OpenAiServer(
            _ -> down.get() ? Turn.refused(500, "The house is on fire.") : Turn.text("from the first"));
    private final OpenAiServer second = new OpenAiServer(_ -> Turn.text("from the second"));
    private final OllamaServer ollama = new OllamaServer(_ -> Turn.text("from ollama"));
    private final FixedClock clock = new FixedClock();
    private TempAule aule;

    @BeforeEach
    void boot(@TempDir Path home) {
        ollama.install(new OllamaServer.Installed("llama3.2:latest", "3.2B", List.of("completion", "tools")));
        aule = new TempAule(
                home,
                Map.of("OLLAMA_HOST", ollama.address()),
                new Aule.World(clock, UnaryOperator.identity(), Gateway.Limits.DEFAULT));
        add("first", first);
        add("second", second);
    }

    @AfterEach
    void stop() {
        aule.close();
        first.close();
        second.close();
        ollama.close();
    }

    private void add(String id, OpenAiServer server) {
        send("POST", "/v1/models/providers", "{'id': '%s', 'base_url': '%s'}".formatted(id, server.baseUrl()));
    }

    private JsonNode send(String method, String path, String body) {
        var answer = aule.send(method, path, body);
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
        return TempAule.json(answer);
    }

    /** A run that has ended. */
    private JsonNode run(String model) {
        var started = send("POST", "/v1/runs", "{'goal': 'say who you are', 'model': '%s'}".formatted(model));
        var path = "/v1/runs/" + started.path("id").asString();
        Awaiting.until(
                "the run has ended",
                PATIENCE,
                () -> ENDED.contains(
                        TempAule.json(aule.get(path)).path("status").asString()));
        return TempAule.json(aule.get(path));
    }

    private List<JsonNode> events(JsonNode run, String type) {
        return TempAule.json(
                        aule.get("/v1/runs/%s/events".formatted(run.path("id").asString())))
                .path("events")
                .valueStream()
                .filter(it -> it.path("type").asString().equals(type))
                .toList();
    }

    private void fallsBack(JsonNode run) {
        assertThat(run.path("answer").asString()).isEqualTo("from the second");
        assertThat(events(run, "model.fallback")).singleElement().satisfies(it -> {
            assertThat(it.findPath("from").asString()).isEqualTo("first/m");
            assertThat(it.findPath("to").asString()).isEqualTo("second/m");
        });
    }

    @Test
    void aProviderThatFailsFiveTimesIsLeftAloneAndProbedLater() {
        send("PUT", "/v1/models/fallbacks", "{'models': ['second/m'], 'strict': false}");
        down.set(true);
        for (var time = 0; time < 5; time++) {
            fallsBack(run("first/m"));
        }
        assertThat(first.chats()).hasSize(5);

        fallsBack(run("first/m"));
        assertThat(first.chats()).as("its circuit is open").hasSize(5);

        down.set(false);
        clock.advance(Breakers.Settings.DEFAULT.pause());
        assertThat(run("first/m").path("answer").asString()).isEqualTo("from the first");
        assertThat(first.chats()).hasSize(6);
    }

    @Test
    void aStrictKernelAsksNobodyElseAndSaysSo() {
        send("PUT", "/v1/models/fallbacks", "{'models': ['second/m'], 'strict': true}");
        first.add(Turn.refused(400, "never"));

        var run = run("first/m");

        assertThat(run.path("status").asString()).isEqualTo("failed");
        assertThat(events(run, "run.failed").getFirst().findPath("code").asString())
                .isEqualTo("provider_error");
        assertThat(events(run, "model.fallback")).isEmpty();
        assertThat(second.chats()).isEmpty();
    }

    @Test
    void offAsksNoModelAndSaysSo() {
        send("PUT", "/v1/settings", "{'providers': {'llm': {'mode': 'off'}}}");

        var run = run("first/m");

        assertThat(run.path("status").asString()).isEqualTo("failed");
        assertThat(run.toString()).contains("switched off");
        assertThat(first.chats()).isEmpty();
        assertThat(second.chats()).isEmpty();
        assertThat(ollama.chats()).isEmpty();
    }

    @Test
    void aProviderWithoutItsKeySaysWhichIsMissing() {
        send("POST", "/v1/models/providers", "{'preset': 'groq'}");
        var groq = TempAule.json(aule.get("/v1/models/providers"))
                .path("providers")
                .valueStream()
                .filter(it -> it.path("name").asString().equals("groq"))
                .findFirst()
                .orElseThrow();
        assertThat(groq.path("available").asBoolean()).isFalse();
        assertThat(groq.path("reason").asString()).contains("GROQ_API_KEY");
    }

    /** Ollama loads a model anew when it is asked with another window or was told to let go of it. */
    @Test
    void aLocalModelIsLoadedOnceForTwoCalls() {
        run("ollama/llama3.2");
        run("ollama/llama3.2");
        assertThat(ollama.chats()).hasSize(2);
        assertThat(ollama.chats().stream()
                        .map(it -> it.path("model").asString()
                                + it.path("options").path("num_ctx").asInt())
                        .distinct())
                .hasSize(1);
        assertThat(ollama.chats())
                .allSatisfy(it -> assertThat(it.path("keep_alive").asInt(-1)).isNotZero());
    }

    @Test
    void theModelOfAMessageIsTheOneThatIsAsked() {
        var told = send("POST", "/v1/agent/chat", "{'message': 'hello', 'model': 'second/other'}");
        assertThat(told.toString()).contains("from the second");
        assertThat(second.chats())
                .singleElement()
                .satisfies(it -> assertThat(it.path("model").asString()).isEqualTo("other"));
        assertThat(first.chats()).isEmpty();
    }

    @Test
    void aRunsBillShowsWhatTheProviderHadInItsCache() {
        second.add(Turn.text("cheap").costing(new TokenUsage(1_000, 50, 800, 0)));

        var run = run("second/m");

        assertThat(events(run, "model.answered")
                        .getFirst()
                        .findPath("cached_tokens")
                        .asInt())
                .isEqualTo(800);
        var bills = TempAule.json(aule.get("/v1/usage?group_by=run")).path("usage");
        assertThat(bills).singleElement().satisfies(it -> {
            assertThat(it.path("tokens_in").asInt()).isEqualTo(1_000);
            assertThat(it.path("cached_tokens").asInt()).isEqualTo(800);
        });
    }

    @Test
    void atLeastFiveModelsAreListedWithWhatAPersonMustKnow() {
        var models = TempAule.json(aule.get("/v1/models")).path("models");
        assertThat(models.size()).isGreaterThanOrEqualTo(5);
        assertThat(models).allSatisfy(it -> {
            for (var field : List.of("id", "name", "provider", "role", "size")) {
                assertThat(it.has(field)).as(field).isTrue();
            }
            assertThat(it.path("is_local").isBoolean()).isTrue();
        });
    }
}
