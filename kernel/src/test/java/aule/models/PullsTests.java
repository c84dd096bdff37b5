package aule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Subscription;
import aule.journal.Subscription.Notice;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.SystemEvent;
import aule.schema.Json;
import aule.testkit.Awaiting;
import aule.testkit.OllamaServer;
import aule.testkit.Turn;
import aule.testkit.WireServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class PullsTests {

    private static final String MODEL = "{\"model\":\"tiny:1b\"}";

    @TempDir
    private Path folder;

    private ModelsHome home;

    @BeforeEach
    void open() {
        home = new ModelsHome(folder);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private ModelsRoom room(String ollama) {
        return home.open(Map.of("OLLAMA_HOST", ollama), ProviderSettings.NONE);
    }

    /** An Ollama without models that answers a download in its own way. */
    private static WireServer downloading(WireServer.Behaviour pull) {
        return new WireServer((request, out) -> {
            if (request.path().equals("/api/pull")) {
                out.begin(200, Map.of("Content-Type", "application/x-ndjson"));
                pull.answer(request, out);
            } else {
                out.whole(200, Map.of(), "{\"models\":[]}");
            }
        });
    }

    private static byte[] line(String json) {
        return (json + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode last(ModelsRoom room) {
        return Asked.of(room, "listPulls", Map.of(), "{}").path("pulls").path(0);
    }

    private static void awaitState(ModelsRoom room, String state) {
        Awaiting.until(
                "the download is " + state,
                () -> last(room).path("state").asString("").equals(state));
    }

    @Test
    void aDownloadIsFollowedUntilItIsThere() {
        var go = new CountDownLatch(1);
        try (var ollama = downloading((_, out) -> {
            out.chunk(line("{\"status\":\"pulling abc\",\"digest\":\"sha256:abc\",\"total\":200,\"completed\":50}"));
            awaits(go);
            out.chunk(line("{\"status\":\"success\"}"));
            out.end();
        })) {
            var room = room(ollama.address());
            var begun = Asked.of(room, "pullModel", Map.of(), MODEL);
            assertThat(begun.path("model").asString("")).isEqualTo("ollama/tiny:1b");
            Awaiting.until(
                    "some of it has come",
                    () -> last(room).path("completed_bytes").asLong(0) == 50);
            assertThat(last(room).path("total_bytes").asLong(0)).isEqualTo(200);
            Asked.of(room, "pullModel", Map.of(), MODEL);
            go.countDown();
            awaitState(room, "done");
            assertThat(ollama.received().stream().filter(it -> it.path().equals("/api/pull")))
                    .hasSize(1);
        }
    }

    private static void awaits(CountDownLatch go) {
        try {
            assertThat(go.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoeverWatchesIsToldHowItGoesOnAndHowItEnds() throws InterruptedException {
        var go = new CountDownLatch(1);
        try (var ollama = downloading((_, out) -> {
            for (var completed = 10; completed <= 50; completed += 10) {
                out.chunk(line("{\"status\":\"pulling abc\",\"digest\":\"sha256:abc\",\"total\":200,\"completed\":%d}"
                        .formatted(completed)));
            }
            awaits(go);
            out.chunk(line("{\"status\":\"success\"}"));
            out.end();
        })) {
            var room = room(ollama.address());
            home.journal()
                    .append(SystemEvent.STREAM, Journal.Origin.kernel("test"), List.of(new SystemEvent.Started("1")));
            try (var watched = home.journal().watch(home.journal().head(), Filter.ofTypes(Set.of("model.*")))) {
                Asked.of(room, "pullModel", Map.of(), MODEL);
                var piece = told(watched, it -> it.path("completed_bytes").asLong(0) == 50);
                assertThat(piece.path("model").asString("")).isEqualTo("ollama/tiny:1b");
                assertThat(piece.path("state").asString("")).isEqualTo("running");
                assertThat(piece.path("total_bytes").asLong(0)).isEqualTo(200);
                go.countDown();
                assertThat(ended(watched)).isEqualTo(new SystemEvent.ModelPulled("ollama/tiny:1b", true, 50, ""));
            }
            try (var late = home.journal().watch(home.journal().head(), Filter.ofTypes(Set.of("model.*")))) {
                assertThat(late.next(Duration.ofMillis(1)))
                        .as("what is still shown")
                        .isEmpty();
            }
        }
    }

    /** The piece that fits, each of which is whole by itself. */
    private static JsonNode told(Subscription watched, Predicate<JsonNode> fits) throws InterruptedException {
        while (true) {
            var notice = watched.next(Duration.ofSeconds(60)).orElseThrow();
            if (notice instanceof Notice.Passing(var piece)) {
                var pull = Json.parse(piece.text());
                if (fits.test(pull)) {
                    return pull;
                }
            }
        }
    }

    private static Object ended(Subscription watched) throws InterruptedException {
        while (true) {
            if (watched.next(Duration.ofSeconds(60)).orElseThrow() instanceof Notice.Durable(var event)) {
                return event.body();
            }
        }
    }

    @Test
    void aDownloadThatFailsSaysWhyAndCanBeBegunAgain() {
        try (var ollama = downloading((_, out) -> {
            out.chunk(line("{\"error\":\"pull model manifest: file does not exist\"}"));
            out.end();
        })) {
            var room = room(ollama.address());
            Asked.of(room, "pullModel", Map.of(), MODEL);
            awaitState(room, "failed");
            assertThat(last(room).path("message").asString("")).contains("ollama/tiny:1b", "file does not exist");
            Asked.of(room, "pullModel", Map.of(), MODEL);
            Awaiting.until(
                    "it was asked again",
                    () -> ollama.received().stream()
                                    .filter(it -> it.path().equals("/api/pull"))
                                    .count()
                            == 2);
        }
    }

    @Test
    void aDownloadCanBeStopped() {
        try (var ollama = downloading((_, out) -> {
            out.chunk(line("{\"status\":\"pulling\"}"));
            out.stall(Duration.ofSeconds(60));
        })) {
            var room = room(ollama.address());
            Asked.of(room, "pullModel", Map.of(), MODEL);
            Awaiting.until(
                    "it has begun", () -> last(room).path("status").asString("").equals("pulling"));
            Asked.of(room, "stopPull", Map.of("model", "ollama/tiny:1b"), "{}");
            awaitState(room, "failed");
            assertThat(last(room).path("message").asString("")).contains("stopped");
            assertThatThrownBy(() -> Asked.of(room, "stopPull", Map.of("model", "ollama/tiny:1b"), "{}"))
                    .hasMessageContaining("ollama/tiny:1b");
        }
    }

    @Test
    void whoDownloadsNothingIsNamed() {
        var room = room("http://127.0.0.1:9");
        for (var operation : new String[] {"pullModel", "unloadModel"}) {
            assertThatThrownBy(() -> Asked.of(room, operation, Map.of(), "{\"model\":\"builtin/commands\"}"))
                    .hasMessageContaining("'builtin/commands'")
                    .isInstanceOfSatisfying(
                            AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INVALID));
        }
    }

    @Test
    void modelsInMemoryAreListedAndLetGo() {
        try (var ollama = new OllamaServer(_ -> Turn.text("x"))) {
            ollama.load("llama3.2:latest");
            var room = room(ollama.address());
            Awaiting.until(
                    "it was looked at",
                    () -> room.providers().status().stream()
                            .anyMatch(it -> it.name().equals("ollama") && it.available()));
            var running = Asked.of(room, "listRunningModels", Map.of(), "{}").path("models");
            assertThat(running.path(0).path("id").asString("")).isEqualTo("ollama/llama3.2");
            assertThat(running.path(0).path("graphics_bytes").asLong(0)).isEqualTo(1_000_000_000L);
            Asked.of(room, "unloadModel", Map.of(), "{\"model\":\"ollama/llama3.2\"}");
            assertThat(Asked.of(room, "listRunningModels", Map.of(), "{}")
                            .path("count")
                            .asInt(-1))
                    .isZero();
        }
    }
}
