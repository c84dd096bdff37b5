package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.KernelProcess;
import aule.testkit.RunningAule;
import aule.testkit.TempAule;
import aule.testkit.TinyGguf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The whole kernel with a model that is a file in its home. */
@Timeout(300)
class ModelFilesTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Each is as likely to begin with an answer as with a call. */
    private static final int MOST_RUNS = 40;

    @TempDir
    Path home;

    private static Optional<JsonNode> model(RunningAule aule, String id) {
        return TempAule.json(aule.get("/v1/models"))
                .path("models")
                .valueStream()
                .filter(it -> it.path("id").asString().equals(id))
                .findFirst();
    }

    private static String start(RunningAule aule, String model) {
        var started = aule.send("POST", "/v1/runs", "{'goal': 'say something', 'model': '%s'}".formatted(model));
        assertThat(started.statusCode()).as(started.body()).isLessThan(300);
        return "/v1/runs/" + TempAule.json(started).path("id").asString();
    }

    private static List<JsonNode> events(RunningAule aule, String run, String type) {
        return TempAule.json(aule.get(run + "/events"))
                .path("events")
                .valueStream()
                .filter(it -> it.path("type").asString().equals(type))
                .toList();
    }

    private static void ends(RunningAule aule, String run) {
        Awaiting.until(
                "it ended",
                PATIENCE,
                () -> Set.of("completed", "failed", "waiting")
                        .contains(TempAule.json(aule.get(run)).path("status").asString()));
    }

    /**
     * Its weights are random, so that nothing but the grammar makes a step of what it says; only limits of numbers are
     * beyond a grammar.
     */
    @Test
    void theAnswersOfAFileAreStepsInTheRightForm() {
        TinyGguf.drop(home.resolve("models"), "tiny.gguf", TinyGguf.wild(11));
        try (var aule = new TempAule(home)) {
            var persona = TempAule.json(aule.send("POST", "/v1/personas", """
                    {'name': 'Wild', 'description': 'Babbles.', 'system_prompt': 'You look.', 'icon': 'bot',
                     'color': 'blue', 'allowed_tools': ['think', 'list_dir', 'read_file']}"""));
            var goal = "{'goal': 'look', 'model': 'gguf/tiny', 'persona_id': '%s', 'max_steps': 3}"
                    .formatted(persona.path("id").asString());
            var answers = new ArrayList<JsonNode>();
            var called = new ArrayList<String>();
            for (var number = 0; number < MOST_RUNS && called.isEmpty(); number++) {
                var started = aule.send("POST", "/v1/runs", goal);
                assertThat(started.statusCode()).as(started.body()).isLessThan(300);
                var run = "/v1/runs/" + TempAule.json(started).path("id").asString();
                ends(aule, run);
                answers.addAll(events(aule, run, "model.answered"));
                events(aule, run, "tool.called")
                        .forEach(it -> called.add(it.findPath("tool").asString()));
                assertThat(events(aule, run, "tool.answered"))
                        .filteredOn(it -> it.findPath("receipt_id").isMissingNode())
                        .allMatch(it -> it.findPath("error").asString("").equals("invalid")
                                && it.findPath("output").asString("").contains("must be at "));
            }

            assertThat(called).isNotEmpty();
            assertThat(answers)
                    .allMatch(it -> it.findPath("tool_calls").size() == 1
                            || isAnswer(it.findPath("text").asString("")));
        }
    }

    /** What has no word in it, or was cut off at its longest, is kept as it came and asked for again. */
    private static boolean isAnswer(String text) {
        return !text.startsWith("{")
                || !text.strip().endsWith("}")
                || JsonMapper.shared()
                        .readTree(text)
                        .at("/action/answer")
                        .asString("none")
                        .isBlank();
    }

    @Test
    void aFileThatIsDroppedIsAModelAndAnswersARun() {
        try (var aule = new TempAule(home)) {
            assertThat(model(aule, "gguf/tiny")).isEmpty();

            TinyGguf.drop(home.resolve("models"), "tiny.gguf", TinyGguf.wild(7));
            var tiny = model(aule, "gguf/tiny").orElseThrow();
            assertThat(tiny.path("available").asBoolean()).isTrue();
            assertThat(tiny.path("is_local").asBoolean()).isTrue();
            assertThat(tiny.path("context_tokens").asInt()).isEqualTo(16_384);
            assertThat(tiny.path("price").path("input").asString()).isEqualTo("0.000000");

            var run = start(aule, "gguf/tiny");
            Awaiting.until(
                    "it answered",
                    PATIENCE,
                    () -> !events(aule, run, "model.answered").isEmpty());
            var answer = events(aule, run, "model.answered").getFirst();
            assertThat(answer.findPath("model").asString()).isEqualTo("gguf/tiny");
            assertThat(answer.findPath("tokens_in").asInt()).isGreaterThan(10);
            assertThat(answer.findPath("tokens_out").asInt()).isPositive();
        }
    }

    @Test
    void aPersonSaysHowAFileIsRunOrChoosesOneSomewhereElse(@TempDir Path elsewhere) {
        var file = TinyGguf.drop(elsewhere, "x.gguf", TinyGguf.brief(7));
        TinyGguf.drop(home.resolve("models"), "broken.gguf", new byte[100]);
        try (var aule = new TempAule(home)) {
            var set = aule.send("PUT", "/v1/models/files/mine", "{'file': '%s', 'context': 4096}".formatted(file));
            assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
            assertThat(model(aule, "gguf/mine")
                            .orElseThrow()
                            .path("context_tokens")
                            .asInt())
                    .isEqualTo(4096);

            var list = TempAule.json(aule.get("/v1/models/files"));
            assertThat(list.path("folder").asString())
                    .isEqualTo(home.resolve("models").toString());
            assertThat(list.at("/files/0/fault").asString()).contains("is not a GGUF file");
            assertThat(list.at("/files/1/name").asString()).isEqualTo("mine");
            assertThat(list.at("/files/1/running").asBoolean()).isFalse();
            assertThat(list.at("/files/1/settings/context").asInt()).isEqualTo(4096);

            assertThat(aule.delete("/v1/models/files/mine").statusCode()).isEqualTo(204);
            assertThat(model(aule, "gguf/mine")).isEmpty();
            assertThat(aule.delete("/v1/models/files/mine").statusCode()).isEqualTo(404);
            assertThat(file).exists();
            assertThat(aule.send("PUT", "/v1/models/files/other", "{'threads': 2}")
                            .statusCode())
                    .isEqualTo(404);
            assertThat(aule.send("PUT", "/v1/models/files/other", "{'threads': 0}")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(aule.send("PUT", "/v1/models/files/other", "{'file': '/etc/hostname'}")
                            .body())
                    .contains("choose a GGUF file");
            assertThat(aule.send("PUT", "/v1/models/files/..%2Fx", "{'file': '%s'}".formatted(file))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aBrokenFileCostsARunAndNotTheKernel() {
        TinyGguf.drop(home.resolve("models"), "strange.gguf", TinyGguf.foreign("strangelove"));
        try (var aule = new TempAule(home)) {
            var run = start(aule, "gguf/strange");
            Awaiting.until(
                    "it failed",
                    PATIENCE,
                    () -> !events(aule, run, "run.failed").isEmpty());

            assertThat(events(aule, run, "run.failed").getFirst().toString()).contains("strangelove");
            assertThat(events(aule, run, "run.retrying")).isEmpty();
            assertThat(aule.get("/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void enginesEndWithAKernelThatIsKilled() {
        TinyGguf.drop(home.resolve("models"), "tiny.gguf", TinyGguf.wild(7));
        try (var kernel = KernelProcess.start(home, Map.of())) {
            var run = start(kernel, "gguf/tiny");
            Awaiting.until(
                    "it answered",
                    PATIENCE,
                    () -> !events(kernel, run, "model.answered").isEmpty());
            var engines = kernel.children();
            assertThat(engines).anyMatch(ProcessHandle::isAlive);

            kernel.kill();
            Awaiting.until("its engines ended", () -> engines.stream().noneMatch(ProcessHandle::isAlive));
        }
    }
}
