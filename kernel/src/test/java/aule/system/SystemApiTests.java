package aule.system;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Filter;
import aule.kernel.OrgId;
import aule.kernel.SystemEvent;
import aule.vault.Secret;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SystemApiTests extends WithSystem {

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
                    "http://a b",
                    "http://169.254.169.254/latest",
                    "http://[fe80::1]:11434",
                    "http://0.0.0.0:8080"
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
    void theLadderOfIsolationIsShownRungByRung() throws Exception {
        assertThat(ask("GET", "/v1/system/isolation", "").body()).isEqualTo("""
                {"rungs":[{"level":1,"name":"bwrap","isolates":true,"works":true,"in_force":true,\
                "reason":"Commands see the workspace only.","remedy":""}],"count":1}""");
    }

    @Test
    void stoppingAnswersFirst() throws Exception {
        assertThat(ask("POST", "/v1/system/stop", "").statusCode()).isEqualTo(202);
        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
