package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.SystemClock;
import aule.store.Address;
import aule.testkit.Awaiting;
import aule.testkit.TempAule;
import aule.testkit.TempPostgres;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole kernel on PostgreSQL, over HTTP, with nothing replaced. */
@Timeout(120)
class PostgresAuleTests {

    private static final String FILES = "/v1/projects/proj-default/files";

    @TempDir
    private Path folder;

    @Test
    void reachesAGoalAndKeepsItForTheNextLife() {
        var store = TempPostgres.address();
        String run;
        String receipt;
        try (var aule = kernel("a", store)) {
            var answer =
                    aule.send("POST", "/v1/agent/chat", "{'message': 'create file a.txt with hello then read a.txt'}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            run = TempAule.json(answer).path("run_id").asString();
            receipt = TempAule.json(answer).at("/receipts/1").asString();
            assertThat(folder.resolve("data/projects/default/a.txt")).hasContent("hello\n");
        }
        try (var aule = kernel("a", store)) {
            assertThat(run(aule, run).path("status").asString()).isEqualTo("completed");
            assertThat(aule.get("/v1/conversations").statusCode()).isEqualTo(200);
            assertThat(aule.get("/v1/receipts/" + receipt).body()).contains("read_file", run);
            assertThat(aule.get(FILES + "/content?path=a.txt").body()).contains("hello");
        }
    }

    @Test
    void waitsForAPersonAndGoesOn() {
        try (var aule = kernel("a", TempPostgres.address())) {
            var started = TempAule.json(aule.send("POST", "/v1/runs", "{'goal': 'ask me Which colour?'}"));
            var id = started.path("id").asString();
            awaitStatus(aule, id, "waiting");
            var question = TempAule.json(aule.get("/v1/confirmations?status=pending"))
                    .at("/confirmations/0/id")
                    .asString();

            var said = aule.send("POST", "/v1/confirmations/" + question, "{'decision': 'answer', 'text': 'Blue'}");

            assertThat(said.statusCode()).as(said.body()).isEqualTo(200);
            awaitStatus(aule, id, "completed");
        }
    }

    @Test
    void hasRoomForEveryCharacterThatACommandPrints() {
        try (var aule = kernel("a", TempPostgres.address())) {
            var command = "run `printf a\\\\\\\\000b; exit 3`";
            var started = TempAule.json(aule.send("POST", "/v1/runs", "{'goal': '%s'}".formatted(command)));
            var id = started.path("id").asString();

            awaitStatus(aule, id, "failed");

            assertThat(run(aule, id).at("/error/detail").asString()).contains("exit 3", "a\uFFFDb");
        }
    }

    @Test
    void keepsProjectsPersonasSettingsAndFiles() {
        try (var aule = kernel("a", TempPostgres.address())) {
            var made = TempAule.json(aule.send("POST", "/v1/projects", "{'name': 'Atlas'}"));
            assertThat(aule.send("PATCH", "/v1/projects/" + made.path("id").asString(), "{'name': 'Globe'}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(aule.get("/v1/projects").body()).contains("Globe", "Workshop");
            assertThat(aule.get("/v1/personas").body()).contains("pers-coder");
            assertThat(aule.send("PUT", "/v1/settings", "{'providers': {'llm': {'api_key': 'sk-1234567890'}}}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(aule.get("/v1/settings").body()).contains("7890").doesNotContain("sk-1234567890");
            assertThat(aule.send("PUT", FILES + "/content", "{'path': 'n.md', 'content': 'olá'}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(aule.get(FILES + "?path=.").body()).contains("n.md");
        }
    }

    @Test
    void saysWhichDatabaseItUsesAndNeverHowItIsEntered() throws Exception {
        try (var aule = kernel("a", TempPostgres.address())) {
            var status = TempAule.json(aule.get("/v1/system/status"));
            assertThat(status.path("store").asString()).matches("postgres://localhost:\\d+/postgres");
            assertThat(status.path("node").asString()).startsWith("node-");
            assertThat(status.toString()).doesNotContain(TempPostgres.PASSWORD);
            try (var files = Files.walk(folder)) {
                assertThat(files.filter(Files::isRegularFile))
                        .allSatisfy(file ->
                                assertThat(Files.readAllBytes(file)).asString().doesNotContain(TempPostgres.PASSWORD));
            }
        }
    }

    @Test
    void printsWhatItIsAmongOthers() throws Exception {
        var settings = new Settings(
                folder.resolve("a"),
                folder.resolve("data"),
                TempPostgres.address(),
                "127.0.0.1",
                0,
                Optional.empty(),
                Map.of());
        try (var aule = Aule.boot(settings, new Aule.World(SystemClock.UTC, UnaryOperator.identity()))) {
            var node = Files.readString(folder.resolve("a/node")).strip();

            assertThat(aule.banner(settings, Instant.EPOCH, Instant.EPOCH))
                    .anySatisfy(line -> assertThat(line)
                            .contains("store", "ready", settings.store().shown(), "shared, as " + node))
                    .noneSatisfy(line -> assertThat(line).contains(TempPostgres.PASSWORD));
        }
    }

    @Test
    void sharesProjectsAndTheOwnerWithAnotherKernel() {
        var store = TempPostgres.address();
        try (var one = kernel("a", store);
                var other = kernel("b", store)) {
            one.send("PUT", FILES + "/content", "{'path': 'shared.txt', 'content': 'both'}");

            assertThat(other.get(FILES + "/content?path=shared.txt").body()).contains("both");
            assertThat(other.token()).isEqualTo(one.token());
            assertThat(one.get("/v1/system/status").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void tellsItsClientsWhatTheOtherKernelDoes() throws Exception {
        var store = TempPostgres.address();
        try (var one = kernel("a", store);
                var other = kernel("b", store);
                var http = HttpClient.newHttpClient()) {
            var feed =
                    other.request("/v1/events?types=run.started,run.completed").build();
            try (var lines = http.send(feed, BodyHandlers.ofLines()).body()) {
                var run = TempAule.json(one.send("POST", "/v1/agent/chat", "{'message': 'list files'}"))
                        .path("run_id")
                        .asString();

                assertThat(lines.filter(it -> it.startsWith("data: ") && it.contains(run))
                                .limit(2)
                                .map(it -> it.replaceFirst(".*\"type\":\"([^\"]*)\".*", "$1")))
                        .containsExactly("run.started", "run.completed");
            }
        }
    }

    @Test
    void refusesASecondKernelOfTheSameName() throws Exception {
        var store = TempPostgres.address();
        try (var _ = kernel("a", store)) {
            Files.createDirectories(folder.resolve("b"));
            Files.copy(folder.resolve("a/node"), folder.resolve("b/node"));

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> kernel("b", store))
                    .returns(ErrorCode.CONFLICT, AuleException::code)
                    .withMessageContaining(
                            Files.readString(folder.resolve("b/node")).strip())
                    .withMessageContaining("delete the file 'node'");

            Files.delete(folder.resolve("b/node"));
            kernel("b", store).close();
        }
    }

    @Test
    void refusesAFolderThatBelongsWithAnotherDatabase() throws Exception {
        var store = TempPostgres.address();
        kernel("a", store).close();
        var elsewhere = folder.resolve("elsewhere");

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> new TempAule(folder.resolve("b"), elsewhere, store, UnaryOperator.identity()))
                .returns(ErrorCode.CONFLICT, AuleException::code)
                .withMessageContaining("'%s'".formatted(elsewhere))
                .withMessageContaining("--data");

        Files.createDirectories(elsewhere);
        Files.copy(folder.resolve("data/database"), elsewhere.resolve("database"));
        new TempAule(folder.resolve("b"), elsewhere, store, UnaryOperator.identity()).close();
    }

    private TempAule kernel(String home, Address store) {
        return new TempAule(folder.resolve(home), folder.resolve("data"), store, UnaryOperator.identity());
    }

    private static void awaitStatus(TempAule aule, String run, String status) {
        Awaiting.until(
                "the run is " + status,
                () -> run(aule, run).path("status").asString().equals(status));
    }

    private static JsonNode run(TempAule aule, String id) {
        return TempAule.json(aule.get("/v1/runs/" + id));
    }
}
