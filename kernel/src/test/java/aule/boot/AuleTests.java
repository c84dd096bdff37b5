package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.testkit.Awaiting;
import aule.testkit.TempAule;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The whole kernel, over HTTP, with nothing replaced. */
class AuleTests {

    static final String FILES = "/v1/projects/proj-default/files";

    static TempAule aule;

    @BeforeAll
    static void boot(@TempDir Path home) {
        aule = new TempAule(home);
    }

    @AfterAll
    static void stop() {
        aule.close();
    }

    @Nested
    class AGoal {

        @Test
        void isDoneByTheBuiltInModelOnRealFiles() {
            var answer =
                    aule.send("POST", "/v1/agent/chat", "{'message': 'create file a.txt with hello then read a.txt'}");

            assertThat(answer.statusCode()).isEqualTo(200);
            var body = TempAule.json(answer);
            assertThat(body.path("steps").size()).isEqualTo(3);
            assertThat(body.at("/steps/0/observation").asString()).isNotBlank();
            assertThat(body.at("/steps/1/observation").asString()).contains("hello");
            assertThat(body.path("receipts").size()).isEqualTo(2);
            assertThat(aule.home().resolve("projects/default/a.txt")).hasContent("hello\n");
        }

        @Test
        void leavesAReceiptForEachCall() {
            var body =
                    TempAule.json(aule.send("POST", "/v1/agent/chat", "{'message': 'create file r.txt with receipt'}"));

            var receipt = TempAule.json(
                    aule.get("/v1/receipts/" + body.at("/receipts/0").asString()));

            assertThat(receipt.path("tool").asString()).isEqualTo("write_file");
            assertThat(receipt.path("ok").asBoolean()).isTrue();
            assertThat(receipt.path("run_id").asString())
                    .isEqualTo(body.path("run_id").asString());
        }

        @Test
        void thatIsNotReachedFailsAndSaysWhy() {
            var started = TempAule.json(aule.send("POST", "/v1/runs", "{'goal': 'run `echo no; exit 3`'}"));
            var path = "/v1/runs/" + started.path("id").asString();

            Awaiting.until(
                    "the run ended",
                    () -> TempAule.json(aule.get(path))
                            .path("status")
                            .asString()
                            .equals("failed"));

            assertThat(TempAule.json(aule.get(path)).at("/error/detail").asString())
                    .contains("exit 3", "no");
        }

        @Test
        void thatLeavesTheProjectAsksAndThenGoesThere(@TempDir Path world) throws Exception {
            var file = Files.writeString(world.toRealPath().resolve("notes.txt"), "from outside");
            var run = TempAule.json(aule.send("POST", "/v1/runs", "{'goal': 'read file %s'}".formatted(file)));
            var path = "/v1/runs/" + run.path("id").asString();
            Awaiting.until("a person is asked", () -> asked(file).isPresent());
            var asked = asked(file).orElseThrow();

            assertThat(asked.path("rule").asString()).isEqualTo("outside");
            aule.send("POST", "/v1/confirmations/" + asked.path("id").asString(), "{'decision': 'approve'}");

            Awaiting.until(
                    "the run ended",
                    () -> TempAule.json(aule.get(path))
                            .path("status")
                            .asString()
                            .equals("completed"));
            assertThat(aule.get(path + "/events?after=0").body()).contains("from outside");
        }

        private static Optional<JsonNode> asked(Path file) {
            return TempAule.json(aule.get("/v1/confirmations?status=pending")).path("confirmations").values().stream()
                    .filter(it -> it.at("/arguments/path").asString("").equals(file.toString()))
                    .findFirst();
        }

        @Test
        void forAnUnknownPersonaIsNotFound() {
            assertProblem(
                    aule.send("POST", "/v1/agent/chat", "{'message': 'hi', 'persona_id': 'pers-nobody'}"),
                    404,
                    "not_found");
        }
    }

    @Nested
    class Projects {

        @Test
        void areCreatedChangedListedAndDeleted() {
            var made = aule.send("POST", "/v1/projects", "{'name': 'Relatório Atlas', 'description': 'd'}");
            assertThat(made.statusCode()).isEqualTo(201);
            var id = TempAule.json(made).path("id").asString();
            assertThat(TempAule.json(made).path("folder").asString()).endsWith("relatorio-atlas");

            var renamed = aule.send("PATCH", "/v1/projects/" + id, "{'name': 'Atlas'}");
            assertThat(TempAule.json(renamed).path("revision").asInt()).isEqualTo(2);
            assertThat(TempAule.json(renamed).path("description").asString()).isEqualTo("d");
            assertThat(aule.get("/v1/projects").body()).contains("Atlas", "Workshop");

            assertThat(aule.delete("/v1/projects/" + id + "?contents=trash").statusCode())
                    .isEqualTo(204);
            assertProblem(aule.get("/v1/projects/" + id), 404, "not_found");
            assertThat(aule.home().resolve("projects/relatorio-atlas")).doesNotExist();
        }

        @Test
        void keepTheDefaultOne() {
            assertProblem(aule.delete("/v1/projects/proj-default"), 409, "builtin");
        }
    }

    @Nested
    class FilesOfAProject {

        @Test
        void areWrittenReadListedMovedAndDeleted() {
            write("notes/one.md", "# olá");
            assertThat(aule.get(FILES + "/content?path=notes/one.md").body()).contains("# olá", "text/markdown");
            assertThat(aule.get(FILES + "?path=notes").body()).contains("\"kind\":\"file\"", "one.md");

            assertThat(aule.send("POST", FILES + "/move", "{'from': 'notes/one.md', 'to': 'notes/two.md'}")
                            .statusCode())
                    .isEqualTo(200);
            assertProblem(aule.get(FILES + "/content?path=notes/one.md"), 404, "not_found");

            assertThat(aule.delete(FILES + "?path=notes&recursive=true").statusCode())
                    .isEqualTo(204);
        }

        @Test
        void areNotOverwrittenByAStaleEditor() {
            write("stale.txt", "mine");
            var stale = aule.send(
                    "PUT", FILES + "/content", "{'path': 'stale.txt', 'content': 'yours', 'revision': 'old'}");
            assertProblem(stale, 409, "stale_revision");
            assertThat(aule.home().resolve("projects/default/stale.txt")).hasContent("mine");
        }

        @ParameterizedTest
        @CsvSource({"../owner.token", "/etc/passwd", "a/../../owner.token", "..%2Fowner.token", "..%5Cowner.token"})
        void neverLeaveTheFolder(String path) {
            for (var route : new String[] {"/content", "/raw"}) {
                var answer = aule.get(FILES + route + "?path=" + path);
                assertThat(answer.statusCode()).isIn(403, 404);
                assertThat(answer.body()).doesNotContain(aule.token(), "root:x:");
            }
        }

        @Test
        void areServedInRangesAndNeverRunHere() {
            write("page.html", "<script>alert(1)</script>");
            var part = aule.send(aule.request(FILES + "/raw?path=page.html").header("Range", "bytes=1-6"));
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("script");
            assertThat(part.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("sandbox");
            assertThat(part.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        }

        @Test
        void areUploadedUpToFiftyMegabytes() throws Exception {
            assertThat(upload(49).statusCode()).isEqualTo(201);
            assertThat(Files.size(aule.home().resolve("projects/default/big.bin")))
                    .isEqualTo(49L << 20);
            assertProblem(upload(51), 413, "too_large");
        }

        private HttpResponse<String> upload(int megabytes) {
            var head = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.bin\"\r\n\r\n";
            var body = BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofByteArray(new byte[megabytes << 20]),
                    BodyPublishers.ofString("\r\n--x--\r\n", StandardCharsets.UTF_8));
            return aule.send(aule.request(FILES)
                    .header("Content-Type", "multipart/form-data; boundary=x")
                    .POST(body));
        }

        private void write(String path, String content) {
            var body = "{'path': '%s', 'content': '%s'}".formatted(path, content);
            assertThat(aule.send("PUT", FILES + "/content", body).statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class TheHouse {

        @Test
        void tellsHowItIs() {
            var status = TempAule.json(aule.get("/v1/system/status"));
            assertThat(status.path("ready").asBoolean()).isTrue();
            assertThat(status.at("/isolation/name").asString()).isIn("bwrap", "rlimits");
            assertThat(status.path("rooms").size()).isGreaterThan(10);
        }

        @Test
        void writesDownThatItStoppedAndStartedAgain(@TempDir Path home) throws Exception {
            new TempAule(home).close();
            try (var again = new TempAule(home);
                    var http = HttpClient.newHttpClient()) {
                var request = again.request("/v1/events?after=0&types=system.*").build();
                var lines =
                        http.send(request, HttpResponse.BodyHandlers.ofLines()).body();
                assertThat(lines.limit(60)
                                .filter(it -> it.startsWith("event: system."))
                                .limit(3))
                        .containsExactly("event: system.started", "event: system.stopped", "event: system.started");
            }
        }

        @Test
        void isEnteredByOneKernelOnly() {
            var home = aule.home();
            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> new TempAule(home))
                    .returns(ErrorCode.CONFLICT, AuleException::code);
        }

        @Test
        void hasFourBuiltInPersonasThatStay() {
            assertThat(aule.get("/v1/personas").body())
                    .contains("pers-assistant", "pers-researcher", "pers-creator", "pers-coder");
            assertProblem(aule.delete("/v1/personas/pers-coder"), 409, "builtin");
        }
    }

    static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(TempAule.json(answer).path("code").asString()).isEqualTo(code);
        assertThat(TempAule.json(answer).path("error").asString()).isNotBlank();
    }
}
