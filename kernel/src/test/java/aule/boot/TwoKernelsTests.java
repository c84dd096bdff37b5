package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.KernelProcess;
import aule.testkit.OpenAiServer;
import aule.testkit.RunningAule;
import aule.testkit.TempPostgres;
import aule.testkit.Turn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two kernels in processes of their own on one database: one dies or freezes, the other goes on. */
@Timeout(300)
class TwoKernelsTests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String EFFECT = "{\"command\": \"sleep 98.7657; true\"}";

    @TempDir
    private Path folder;

    private final AtomicInteger thoughts = new AtomicInteger();
    private final CountDownLatch longThought = new CountDownLatch(1);
    private OpenAiServer model;
    private KernelProcess.Cluster cluster;

    @BeforeEach
    void open() {
        model = new OpenAiServer(this::says);
        model.offer("thinker");
        cluster = new KernelProcess.Cluster(
                folder.resolve("data"),
                TempPostgres.store(),
                Duration.ofMillis(500),
                Map.of("OPENAI_API_KEY", "sk-test", "OPENAI_BASE_URL", model.baseUrl()));
    }

    @AfterEach
    void close() {
        longThought.countDown();
        model.close();
    }

    @Test
    void whatAKilledKernelHadInHandIsTakenOver() {
        try (var one = KernelProcess.start(folder.resolve("a"), cluster);
                var other = KernelProcess.start(folder.resolve("b"), cluster)) {
            var thinking = start(one, "please think");
            var working = start(one, "please work");
            var asking = start(one, "please ask");
            Awaiting.until(
                    "all are at it",
                    PATIENCE,
                    () -> thoughts.get() == 1
                            && sleeping()
                            && status(other, asking).equals("waiting"));

            one.kill();
            answer(other);

            List.of(thinking, working, asking)
                    .forEach(run -> Awaiting.until(
                            "the other kernel completes it",
                            PATIENCE,
                            () -> status(other, run).equals("completed")));
            assertThat(thoughts).as("the question to the model is asked again").hasValue(2);
            assertInDoubtOnce(other, working);
        }
    }

    @Test
    void aKernelThatWakesUpCanWriteNothingAndStops() {
        try (var one = KernelProcess.start(folder.resolve("a"), cluster);
                var other = KernelProcess.start(folder.resolve("b"), cluster)) {
            var thinking = start(one, "please think");
            var working = start(one, "please work");
            Awaiting.until("both are at it", PATIENCE, () -> thoughts.get() == 1 && sleeping());

            one.freeze();
            List.of(thinking, working)
                    .forEach(run -> Awaiting.until(
                            "the other kernel completes it",
                            PATIENCE,
                            () -> status(other, run).equals("completed")));
            assertThat(sleeping()).as("what the frozen kernel began goes on").isTrue();
            var written = List.of(events(other, thinking), events(other, working));
            longThought.countDown();
            one.thaw();

            Awaiting.until("what it had going is stopped", PATIENCE, () -> !sleeping());
            Awaiting.until(
                    "it knows what happened",
                    PATIENCE,
                    () -> status(one, working).equals("completed"));
            var again = start(one, "again");
            Awaiting.until("it works again", PATIENCE, () -> status(one, again).equals("completed"));
            assertThat(List.of(events(one, thinking), events(one, working))).isEqualTo(written);
            assertThat(written.toString()).doesNotContain("too late");
            assertInDoubtOnce(one, working);
        }
    }

    /** What the model says; the first thought takes as long as the test wants, and comes too late then. */
    private Turn says(JsonNode request) {
        var messages = request.path("messages").toString();
        if (messages.contains("please think")) {
            return thoughts.incrementAndGet() == 1 ? afterLong() : Turn.text("thought of");
        }
        if (messages.contains("\"tool\"")) {
            return Turn.text("done");
        }
        if (messages.contains("please work")) {
            return Turn.call("exec", EFFECT);
        }
        return messages.contains("please ask")
                ? Turn.call("ask_user", "{\"question\": \"Which colour?\"}")
                : Turn.text("done");
    }

    private Turn afterLong() {
        try {
            longThought.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return Turn.text("too late");
    }

    private static void answer(RunningAule aule) {
        var question = RunningAule.json(aule.get("/v1/confirmations?status=pending"))
                .at("/confirmations/0/id")
                .asString();
        var said = aule.send("POST", "/v1/confirmations/" + question, "{'decision': 'answer', 'text': 'Blue'}");
        assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
    }

    /** The command began once, and whoever took the run over does not know whether it ended. */
    private static void assertInDoubtOnce(RunningAule aule, String run) {
        var events = events(aule, run);
        assertThat(events.stream().filter(it -> it.path("type").asString().equals("tool.called")))
                .hasSize(1);
        assertThat(events.stream()
                        .filter(it -> it.path("type").asString().equals("tool.answered"))
                        .map(it -> it.path("error").asString()))
                .containsExactly("outcome_unknown");
    }

    private static String start(RunningAule aule, String goal) {
        var started = aule.send("POST", "/v1/runs", "{'goal': '%s'}".formatted(goal));
        return RunningAule.json(started).path("id").asString();
    }

    private static String status(RunningAule aule, String run) {
        return RunningAule.json(aule.get("/v1/runs/" + run)).path("status").asString();
    }

    /** What happened to the run; a thought that came too late is paid for all the same. */
    private static List<JsonNode> events(RunningAule aule, String run) {
        var list = RunningAule.json(aule.get("/v1/runs/%s/events?limit=200".formatted(run)));
        return StreamSupport.stream(list.path("events").spliterator(), false)
                .filter(it -> !it.path("type").asString().equals("model.used"))
                .toList();
    }

    private static boolean sleeping() {
        return ProcessHandle.allProcesses()
                .anyMatch(it -> it.info().commandLine().orElse("").contains("sleep 98.7657"));
    }
}
