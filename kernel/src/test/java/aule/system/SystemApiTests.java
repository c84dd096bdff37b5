package aule.system;

import static org.assertj.core.api.Assertions.assertThat;

import aule.access.AccessRoom;
import aule.api.Operations;
import aule.gateway.Gateway;
import aule.gateway.GatewayRoom;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.JournalRoom;
import aule.kernel.Envelope;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import aule.kernel.StreamId;
import aule.kernel.SystemEvent;
import aule.kernel.UserId;
import aule.store.Database;
import aule.testkit.Awaiting;
import aule.testkit.CountingIds;
import aule.testkit.FixedClock;
import aule.testkit.TempDatabase;
import aule.vault.Secret;
import aule.vault.VaultRoom;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SystemApiTests {

    private static final String KEY = "sk-very-secret-1234";

    @TempDir
    Path home;

    private final FixedClock clock = new FixedClock();
    private final List<Settings> heard = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Database database;
    private JournalRoom journal;
    private SystemRoom system;
    private GatewayRoom gateway;

    @BeforeEach
    void open() {
        database = TempDatabase.open(home, "journal", "access", "vault", "system", "gateway");
        var ids = new CountingIds();
        journal = JournalRoom.open(database, clock, ids);
        var access = AccessRoom.open(database, home, clock);
        var vault = VaultRoom.open(database, home, Optional.empty(), clock).vault();
        system = SystemRoom.open(database, vault, journal.journal(), clock, Settings.DEFAULT);
        system.settings().onChange((_, now) -> heard.add(now));
        gateway = GatewayRoom.open(
                Gateway.Settings.local(0, "1"),
                new GatewayRoom.Behind(
                        access.access(),
                        journal.journal(),
                        database,
                        (_, _) -> Optional.empty(),
                        () -> true,
                        clock,
                        ids),
                List.of(operations()));
        clock.advance(Duration.ofMinutes(1));
    }

    private Operations operations() {
        return system.operations(
                new Installation("1", home, "sqlite:aule.db", "local", FixedClock.NOON),
                new House(),
                new Work(),
                (kind, provider, key) ->
                        new ProviderCheck.Outcome(key.isPresent(), kind + "-model", "Asked " + provider.url()),
                stopped::countDown);
    }

    @AfterEach
    void close() {
        gateway.close();
        journal.close();
        database.close();
    }

    private final class House implements Vitals {

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public int port() {
            return gateway.gateway().port();
        }

        @Override
        public List<RoomState> rooms() {
            return List.of(new RoomState("journal", "ready"));
        }

        @Override
        public Isolation isolation() {
            return new Isolation(1, "bwrap", true, "Commands see the workspace only.");
        }

        @Override
        public String defaultModel() {
            return "builtin/commands";
        }

        @Override
        public List<Cache> caches() {
            return List.of(new Cache("talks", 3, 64, 9, 1));
        }
    }

    private static final class Work implements Workload {

        @Override
        public Runs runs(OrgId org) {
            return new Runs(1, 2, 3, 4, 5);
        }

        @Override
        public Tokens tokensToday(OrgId org) {
            return new Tokens(6, 7);
        }

        @Override
        public long toolCallsToday(OrgId org) {
            return 8;
        }
    }

    private HttpResponse<String> ask(String method, String path, String body) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s"
                                    .formatted(gateway.gateway().port(), path)))
                            .timeout(Duration.ofSeconds(20))
                            .header("Content-Type", "application/json")
                            .header(
                                    "Authorization",
                                    "Bearer "
                                            + Files.readString(home.resolve("owner.token"))
                                                    .strip())
                            .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
        }
    }

    private String settings() throws Exception {
        return ask("GET", "/v1/settings", "").body();
    }

    private HttpResponse<String> save(String body) throws Exception {
        return ask("PUT", "/v1/settings", body);
    }

    private Optional<Secret> key() {
        return system.settings().key(OrgId.LOCAL, Settings.Kind.LLM);
    }

    private List<List<String>> announced() {
        return journal.journal().since(0, Filter.all(OrgId.LOCAL), 100).stream()
                .map(it -> ((SystemEvent.SettingsChanged) it.body()).names())
                .toList();
    }

    @Nested
    class SavingSettings {

        @Test
        void aFreshHomeHasDefaults() throws Exception {
            assertThat(settings()).isEqualTo("""
                    {"providers":{"llm":{"mode":"local","local_url":"http://127.0.0.1:11434",\
                    "remote_url":"https://api.openai.com/v1","api_key":"","default_model":""},\
                    "image":{"mode":"local","local_url":"","remote_url":"https://api.openai.com/v1","api_key":"",\
                    "default_model":""}},"language":"system","theme":"system"}""");
        }

        @Test
        void whatIsSavedStaysAndTheRestStaysAsItWas() throws Exception {
            var answer =
                    save("{\"theme\":\"dark\",\"language\":\"pt-BR\",\"providers\":{\"llm\":{\"mode\":\"remote\"}}}");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo(settings())
                    .contains(
                            "\"theme\":\"dark\"",
                            "\"language\":\"pt-BR\"",
                            "{\"llm\":{\"mode\":\"remote\",\"local_url\":\"http://127.0.0.1:11434\"");
            save("{\"theme\":\"light\"}");
            assertThat(settings()).contains("\"theme\":\"light\"", "\"language\":\"pt-BR\"", "\"mode\":\"remote\"");
        }

        @Test
        void aKeyIsShownByItsEndOnly() throws Exception {
            var answer = save("{\"providers\":{\"llm\":{\"api_key\":\"%s\"}}}".formatted(KEY));

            assertThat(answer.body()).contains("\"api_key\":\"****1234\"").doesNotContain("secret");
            assertThat(key()).contains(new Secret(KEY));
        }

        @Test
        void anEmptyKeyOrTheHintKeepsAndNullRemoves() throws Exception {
            save("{\"providers\":{\"llm\":{\"api_key\":\"%s\"}}}".formatted(KEY));
            save("{\"providers\":{\"llm\":{\"api_key\":\"\"}}}");
            save(settings());
            save("{\"providers\":{\"llm\":{\"mode\":\"remote\"}}}");
            assertThat(key()).contains(new Secret(KEY));

            save("{\"providers\":{\"llm\":{\"api_key\":null}}}");
            assertThat(key()).isEmpty();
            assertThat(settings()).contains("\"api_key\":\"\"");
        }

        @Test
        void aKeyIsNeitherInTheDatabaseNorInTheJournal() throws Exception {
            save("{\"providers\":{\"llm\":{\"api_key\":\"%s\"}}}".formatted(KEY));
            database.close();

            try (var files = Files.list(home)) {
                assertThat(files.filter(it -> it.toString().contains("aule.db")))
                        .isNotEmpty()
                        .allSatisfy(it -> assertThat(Files.readString(it, StandardCharsets.ISO_8859_1))
                                .doesNotContain(KEY));
            }
        }

        @Test
        void aChangeIsAnnouncedByNameOnce() throws Exception {
            save(
                    "{\"theme\":\"dark\",\"providers\":{\"llm\":{\"api_key\":\"%s\"},\"image\":{\"local_url\":\"http://a:1\"}}}"
                            .formatted(KEY));
            save("{\"theme\":\"dark\"}");

            assertThat(announced()).containsExactly(List.of("providers.image", "providers.llm.api_key", "theme"));
            assertThat(heard).hasSize(1);
            assertThat(heard.getFirst().image().localUrl()).isEqualTo("http://a:1");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "ftp://a",
                    "file:///etc/passwd",
                    "nonsense",
                    "http://",
                    "http://user:pass@host",
                    "javascript:alert(1)",
                    "http://a b"
                })
        void anAddressThatCannotBeAskedIsPointedAt(String url) throws Exception {
            var answer = save("{\"providers\":{\"image\":{\"remote_url\":\"%s\"}}}".formatted(url));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("\"pointer\":\"/providers/image/remote_url\"");
            assertThat(announced()).isEmpty();
        }

        @Test
        void whatIsNoSettingIsPointedAt() throws Exception {
            assertThat(save("{\"providers\":{\"llm\":{\"apikey\":\"x\"}}}").body())
                    .contains("\"pointer\":\"/providers/llm/apikey\"");
            assertThat(save("{\"theme\":\"pink\"}").body()).contains("It must be one of dark, light, system.");
            assertThat(save("{\"theme\":null}").statusCode()).isEqualTo(400);
        }
    }

    @Test
    void aProviderIsTriedWithWhatIsSaved() throws Exception {
        assertThat(ask("POST", "/v1/settings/test", "{\"provider\":\"llm\"}").body())
                .isEqualTo("""
                {"provider":"llm","mode":"local","url":"http://127.0.0.1:11434","model":"LLM-model","status":"error",\
                "message":"Asked http://127.0.0.1:11434"}""");
        save("{\"providers\":{\"llm\":{\"api_key\":\"%s\",\"mode\":\"remote\"}}}".formatted(KEY));
        assertThat(ask("POST", "/v1/settings/test", "{\"provider\":\"llm\"}").body())
                .contains("\"status\":\"ok\"", "Asked https://api.openai.com/v1")
                .doesNotContain(KEY);
    }

    @Test
    void theStatusSaysEverythingAStatusBarNeeds() throws Exception {
        assertThat(ask("GET", "/v1/system/status", "").body())
                .startsWith(
                        "{\"version\":\"1\",\"started_at\":\"2026-01-01T12:00:00Z\",\"uptime_ms\":60000,\"ready\":true,\"home\":\""
                                + home)
                .contains("\"rooms\":[{\"name\":\"journal\",\"state\":\"ready\"}]")
                .contains("\"isolation\":{\"level\":1,\"name\":\"bwrap\",\"isolates\":true,\"detail\":\"Commands see")
                .contains("\"default_model\":\"builtin/commands\"")
                .contains(
                        "\"runs\":{\"running\":1,\"queued\":2,\"waiting\":3,\"completed_today\":4,\"failed_today\":5}")
                .contains("\"tokens_today\":{\"in\":6,\"out\":7},\"tool_calls_today\":8,\"memory\":{\"heap_used\":")
                .contains("\"caches\":[{\"name\":\"talks\",\"entries\":3,\"bound\":64,\"hits\":9,\"misses\":1}]")
                .contains("\"port\":" + gateway.gateway().port());
    }

    @Test
    void stoppingAnswersFirst() throws Exception {
        assertThat(ask("POST", "/v1/system/stop", "").statusCode()).isEqualTo(202);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Nested
    class Inboxes {

        private JsonNode inbox(String method, String path) {
            try {
                return JsonMapper.shared().readTree(ask(method, path, "").body());
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        }

        private void fail(String run, @Nullable RunId parent) {
            var id = new RunId(run);
            var started = new RunEvent.Started(
                    id,
                    "Sweep the floor",
                    new UserId("user-owner"),
                    new ProjectId("proj-default"),
                    new PersonaId("pers-assistant"),
                    null,
                    parent,
                    null,
                    3,
                    new RunLimits(10, 1_000, 0, 0),
                    Lineage.NONE);
            var failed = new RunEvent.Failed(id, "tool_failed", "The broom is gone.");
            journal.journal().append(StreamId.of(id), Journal.Origin.kernel(run), List.of(started, failed));
        }

        private int unread() {
            return inbox("GET", "/v1/system/inbox").path("unread_count").asInt(-1);
        }

        private void awaitSaid(int count) {
            var somebody = new UserId("user-who-read-nothing");
            Awaiting.until(
                    count + " were said",
                    Duration.ofSeconds(60),
                    () -> system.inbox().of(OrgId.LOCAL, somebody).unreadCount() == count);
        }

        @Test
        void countWhatTheKernelSaidUntilItIsRead() throws Exception {
            try (var _ = system.inbox().begin()) {
                assertThat(unread()).isZero();
                fail("run-1", null);
                fail("run-2", null);
                fail("run-3", new RunId("run-2"));
                fail("run-4", null);
                awaitSaid(3);

                var newest = inbox("GET", "/v1/system/inbox");
                assertThat(newest.path("conversation_id").asString()).isEqualTo("conv-kernel-system");
                assertThat(newest.at("/last_message/run_id").asString()).isEqualTo("run-4");
                assertThat(newest.at("/last_message/content").asString())
                        .contains("Sweep the floor", "The broom is gone.");
                assertThat(inbox("POST", "/v1/system/inbox/read")
                                .path("unread_count")
                                .asInt(-1))
                        .isZero();
                fail("run-5", null);
                awaitSaid(4);
                assertThat(unread()).isEqualTo(1);
            }
        }

        @Test
        void hearOnceOfWhatHappenedWhileNobodyListened() throws Exception {
            system.inbox().begin().close();
            fail("run-1", null);
            fail("run-2", null);
            for (var life = 0; life < 2; life++) {
                try (var _ = system.inbox().begin()) {
                    awaitSaid(2);
                }
            }

            assertThat(journal.journal().read(StreamId.of(Inbox.CHAT), 0, 100).stream()
                            .map(Envelope::type))
                    .containsExactly("conversation.created", "new_message", "new_message");
        }
    }
}
