package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.TempAule;
import aule.testkit.TinyGguf;
import aule.testkit.WireServer;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Keys of providers in a whole kernel stay where they belong, and so does what people name files and addresses. */
@Timeout(180)
class ProviderSecretsTests {

    private static final String KEY = "sk-canary-4f1d97c3b2-tail";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Set<String> ENDED = Set.of("failed", "completed", "cancelled");

    @TempDir
    Path home;

    /** Refuses everything, and repeats whatever it was told. */
    private final WireServer gossip = new WireServer((request, out) -> out.whole(
            401,
            Map.of("Content-Type", "application/json", "X-Echo", "yes"),
            "{\"error\":{\"message\":\"I was told %s at %s\"}}"
                    .formatted(request.headers().toString().replace("\"", ""), request.path())));

    private final Logger kernel = (Logger) LoggerFactory.getLogger("aule");
    private final @Nullable Level before = kernel.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private TempAule aule;

    @BeforeEach
    void boot() {
        log.start();
        kernel.addAppender(log);
        kernel.setLevel(Level.TRACE);
        kernel.setAdditive(false);
        aule = new TempAule(home, UnaryOperator.identity(), Map.of("OLLAMA_HOST", "http://127.0.0.1:9"));
    }

    @AfterEach
    void stop() {
        aule.close();
        kernel.detachAppender(log);
        kernel.setLevel(before);
        kernel.setAdditive(true);
        gossip.close();
    }

    private HttpResponse<String> post(String path, String body) {
        return aule.send("POST", path, body);
    }

    private String run(String model) {
        var started = post("/v1/runs", "{'goal': 'say hello', 'model': '%s'}".formatted(model));
        assertThat(started.statusCode()).as(started.body()).isEqualTo(202);
        var id = TempAule.json(started).path("id").asString();
        Awaiting.until(
                "the run has ended",
                PATIENCE,
                () -> ENDED.contains(
                        TempAule.json(aule.get("/v1/runs/" + id)).path("status").asString()));
        return id;
    }

    @Test
    void aKeyIsInNoAnswerNoLogAndNoFile() throws IOException {
        var told = new ArrayList<String>();
        for (var protocol : List.of("openai", "anthropic", "gemini", "azure", "ollama")) {
            var added = post(
                    "/v1/models/providers",
                    "{'id': 'p-%s', 'protocol': '%s', 'base_url': '%s', 'api_key': '%s'}"
                            .formatted(protocol, protocol, gossip.address(), KEY));
            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            told.add(added.body());
            told.add(post("/v1/models/providers/p-%s/test".formatted(protocol), "{'model': 'm', 'first_token': true}")
                    .body());
        }
        for (var protocol : List.of("openai", "anthropic", "gemini", "azure")) {
            var id = run("p-%s/m".formatted(protocol));
            told.add(aule.get("/v1/runs/" + id).body());
            told.add(aule.get("/v1/runs/%s/events".formatted(id)).body());
            var exported = aule.get("/v1/runs/%s/export".formatted(id));
            assertThat(exported.statusCode()).isEqualTo(200);
            told.add(exported.body());
        }
        told.add(aule.send("PUT", "/v1/settings", """
                {'providers': {'llm': {'mode': 'remote', 'remote_url': '%s', 'api_key': '%s'}}}""".formatted(gossip.address(), KEY))
                .body());
        told.add(post("/v1/settings/test", "{'provider': 'llm'}").body());
        for (var path : List.of(
                "/v1/settings", "/v1/models", "/v1/models/providers", "/v1/system/status", "/v1/conversations")) {
            told.add(aule.get(path).body());
        }

        assertThat(gossip.received())
                .as("the keys were sent, each protocol in its own way")
                .filteredOn(it -> it.headers().toString().contains(KEY))
                .extracting(WireServer.Received::headers)
                .anyMatch(it -> ("Bearer " + KEY).equals(it.get("authorization")))
                .anyMatch(it -> KEY.equals(it.get("x-api-key")))
                .anyMatch(it -> KEY.equals(it.get("x-goog-api-key")))
                .anyMatch(it -> KEY.equals(it.get("api-key")));
        assertThat(told).allSatisfy(it -> assertThat(it).doesNotContain(KEY));
        assertThat(told).anyMatch(it -> it.contains("I was told"));
        aule.close();
        assertThat(log.list).isNotEmpty();
        for (var line : List.copyOf(log.list)) {
            assertThat(line.getFormattedMessage()).doesNotContain(KEY);
            if (line.getThrowableProxy() != null) {
                assertThat(ThrowableProxyUtil.asString(line.getThrowableProxy()))
                        .doesNotContain(KEY);
            }
        }
        assertThat(files(home))
                .anyMatch(it -> it.endsWith("aule.db"))
                .allSatisfy(it -> assertThat(Files.readString(it, StandardCharsets.ISO_8859_1))
                        .doesNotContain(KEY));
    }

    private static List<Path> files(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aKeyIsShownByItsEndKeptOnEmptyAndUsedByTheTest() {
        post(
                "/v1/models/providers",
                "{'preset': 'groq', 'base_url': '%s', 'api_key': '%s'}".formatted(gossip.address(), KEY));
        var changed = aule.send("PUT", "/v1/models/providers/groq", "{'name': 'Mine', 'api_key': ''}");
        assertThat(TempAule.json(changed).path("api_key").asString()).isEqualTo("****tail");

        var seen = gossip.received().size();
        var tested = TempAule.json(post("/v1/models/providers/groq/test", "{}"));
        assertThat(tested.path("ok").asBoolean()).isFalse();
        assertThat(gossip.received().size()).isGreaterThan(seen);
        assertThat(gossip.received().getLast().headers()).containsEntry("authorization", "Bearer " + KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/v1",
                "http://[fd00:ec2::254]/v1",
                "http://[::ffff:169.254.169.254]/v1",
                "http://2852039166/v1",
                "http://0.0.0.0:11434/v1",
                "http://0177.0.0.1/v1",
                "http://user:secret@127.0.0.1/v1",
                "file:///etc/passwd"
            })
    void noProviderIsPutWhereNothingMayLead(String address) {
        var added = post("/v1/models/providers", "{'id': 'bad', 'base_url': '%s'}".formatted(address));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(400);
        assertThat(added.body()).contains("/base_url").doesNotContain("secret@");
        post("/v1/models/providers", "{'id': 'good', 'base_url': '%s'}".formatted(gossip.address()));
        assertThat(aule.send("PUT", "/v1/models/providers/good", "{'base_url': '%s'}".formatted(address))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/v1/models/discover", "{'ollama_url': '%s'}".formatted(address))
                        .statusCode())
                .isIn(400, 403);
        aule.send(
                "PUT",
                "/v1/settings",
                "{'providers': {'llm': {'mode': 'local', 'local_url': '%s'}}}".formatted(address));
        var tried = post("/v1/settings/test", "{'provider': 'llm'}");
        assertThat(TempAule.json(tried).path("status").asString("refused")).isNotEqualTo("ok");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2Fescaped",
                "..%5Cescaped",
                "%2e%2e%2fescaped",
                "a%2F..%2F..%2Fescaped",
                "%2Fescaped",
                ".escaped",
                "escaped%00",
                ".."
            })
    void noNameOfAModelFileLeavesItsFolder(String name) throws IOException {
        var file = TinyGguf.drop(home.resolve("elsewhere"), "tiny.gguf", TinyGguf.brief(7));
        var answer = aule.send("PUT", "/v1/models/files/" + name, "{'file': '%s', 'threads': 1}".formatted(file));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 405);
        assertThat(aule.send("DELETE", "/v1/models/files/" + name, "{}").statusCode())
                .isBetween(400, 405);
        assertThat(files(home)).noneMatch(it -> it.toString().contains("escaped"));
    }

    @Test
    void aLinkInTheFolderOfModelFilesIsReplacedAndNotFollowed(@TempDir Path outside) throws IOException {
        var file = TinyGguf.drop(home.resolve("models"), "tiny.gguf", TinyGguf.brief(7));
        var victim = Files.writeString(outside.resolve("victim.yaml"), "threads: 3\n");
        Files.createSymbolicLink(home.resolve("models").resolve("tiny.yaml"), victim);

        var answer = aule.send("PUT", "/v1/models/files/tiny", "{'threads': 2}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(file).exists();
        assertThat(victim).hasContent("threads: 3\n");
    }
}
