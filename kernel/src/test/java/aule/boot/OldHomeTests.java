package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.OldHome;
import aule.testkit.TempAule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The kernel of today opens a home that the first one filled, and everything in it is there. */
@Timeout(120)
class OldHomeTests {

    @TempDir
    private Path folder;

    @BeforeEach
    void theFirstKernelWasHere() {
        OldHome.lay(folder.resolve("home"), home -> {
            home.run("run-done", "tidy the notes", "conv-old", Map.entry("run.completed", "All tidy."));
            home.run("run-failed", "fly to the moon", "", Map.entry("run.failed", "I cannot fly."));
            home.run("run-queued", "list files", "", Map.entry("", ""));
            home.conversation(
                    "conv-old",
                    "The notes",
                    "run-done",
                    List.of(Map.entry("user", "tidy the notes"), Map.entry("assistant", "All tidy.")));
        });
    }

    private static JsonNode get(TempAule aule, String path) {
        return TempAule.json(aule.get(path));
    }

    private static List<String> texts(JsonNode list, String member) {
        return list.values().stream().map(it -> it.path(member).asString()).toList();
    }

    @Test
    void runsConversationsAndLettersAreThere() {
        try (var aule = new TempAule(folder.resolve("home"))) {
            var done = get(aule, "/v1/runs/run-done");
            assertThat(done.path("status").asString()).isEqualTo("completed");
            assertThat(done.path("answer").asString()).isEqualTo("All tidy.");
            assertThat(done.path("limits").path("max_steps").asInt()).isEqualTo(200);
            assertThat(texts(get(aule, "/v1/runs/run-done/events").path("events"), "type"))
                    .startsWith("run.started", "run.dispatched", "model.answered", "run.completed");
            assertThat(texts(get(aule, "/v1/runs").path("runs"), "id"))
                    .contains("run-done", "run-failed", "run-queued");
            assertThat(texts(get(aule, "/v1/dead-letters").path("dead_letters"), "id"))
                    .containsExactly("run-failed");
            assertThat(texts(get(aule, "/v1/conversations").path("conversations"), "title"))
                    .contains("The notes");
            assertThat(texts(get(aule, "/v1/conversations/conv-old/messages").path("messages"), "content"))
                    .containsExactly("tidy the notes", "All tidy.");
        }
    }

    @Test
    void whatWasQueuedGoesOnAndWhatFailedIsTriedAgain() {
        try (var aule = new TempAule(folder.resolve("home"))) {
            Awaiting.until(
                    "the old run has ended",
                    () -> get(aule, "/v1/runs/run-queued").has("ended_at"));
            assertThat(get(aule, "/v1/runs/run-queued").path("status").asString())
                    .isEqualTo("completed");

            var again = TempAule.json(aule.send("POST", "/v1/dead-letters/run-failed/retry", "{}"));

            assertThat(again.path("retry_of").asString()).isEqualTo("run-failed");
        }
    }
}
