package aule.models;

import static aule.models.Talk.failsWith;
import static aule.models.Talk.say;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ErrorCode;
import aule.models.ProviderSettings.Mode;
import aule.testkit.Awaiting;
import aule.testkit.OllamaServer;
import aule.testkit.OpenAiServer;
import aule.testkit.Turn;
import aule.testkit.WireServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class ProvidersTests {

    private static final String NOBODY = "http://127.0.0.1:9";
    private static final Map<String, String> ALONE = Map.of("OLLAMA_HOST", NOBODY);
    private static final String KEY = "sk-groq-secret-12345678";

    @TempDir
    private Path folder;

    private ModelsHome home;
    private final OpenAiServer server = new OpenAiServer(_ -> Turn.text("from the server"));
    private final OpenAiServer other = new OpenAiServer(_ -> Turn.text("from the other"));

    @BeforeEach
    void open() {
        home = new ModelsHome(folder);
    }

    @AfterEach
    void close() {
        home.close();
        server.close();
        other.close();
    }

    private ModelsRoom alone() {
        return home.open(ALONE, ProviderSettings.NONE);
    }

    private static JsonNode add(ModelsRoom room, String json) {
        return Asked.of(room, "addProvider", Map.of(), json);
    }

    private static JsonNode change(ModelsRoom room, String id, String json) {
        return Asked.of(room, "changeProvider", Map.of("id", id), json);
    }

    private JsonNode addGroq(ModelsRoom room) {
        return add(
                room, "{\"preset\":\"groq\",\"base_url\":\"%s\",\"api_key\":\"%s\"}".formatted(server.baseUrl(), KEY));
    }

    private static JsonNode listed(ModelsRoom room, String id) {
        var all = Asked.of(room, "listProviders", Map.of(), "{}").path("providers");
        return all.valueStream()
                .filter(it -> it.path("name").asString("").equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no provider %s.".formatted(id)));
    }

    @Nested
    class Rows {

        @Test
        void anAddedProviderIsAskedAtOnceWithItsKey() throws InterruptedException {
            var room = alone();
            addGroq(room);
            assertThat(say(room.models().choose("groq/some-model"))).isEqualTo("from the server");
            assertThat(server.received().getLast().headers()).containsEntry("authorization", "Bearer " + KEY);
            assertThat(room.models().defaultModel()).startsWith("groq/");
        }

        @Test
        void aKeyIsNeverShownAgain() {
            var room = alone();
            var added = addGroq(room);
            assertThat(added.path("api_key").asString("")).isEqualTo("****5678");
            assertThat(Asked.of(room, "listProviders", Map.of(), "{}").toString())
                    .doesNotContain(KEY);
            assertThat(room.providers().all().toString()).doesNotContain(KEY);
        }

        @Test
        void providersStandSideBySide() throws InterruptedException {
            var room = alone();
            addGroq(room);
            add(room, "{\"name\":\"My own\",\"base_url\":\"%s\"}".formatted(other.baseUrl()));
            assertThat(say(room.models().choose("groq/m"))).isEqualTo("from the server");
            assertThat(say(room.models().choose("my-own/m"))).isEqualTo("from the other");
            assertThat(listed(room, "my-own").path("title").asString("")).isEqualTo("My own");
        }

        @Test
        void aProviderIsThereInTheNextLife() throws InterruptedException {
            addGroq(alone());
            var again = alone();
            assertThat(say(again.models().choose("groq/m"))).isEqualTo("from the server");
            assertThat(server.received().getLast().headers()).containsEntry("authorization", "Bearer " + KEY);
        }

        @Test
        void anotherKernelHearsOfAChange() {
            var room = alone();
            var neighbour = alone();
            try (var _ = neighbour.begin().get()) {
                addGroq(room);
                Awaiting.until(
                        "the other kernel knows the provider",
                        () -> neighbour.providers().named("groq").isPresent());
            }
        }

        @Test
        void aChangeKeepsWhatItDoesNotName() throws InterruptedException {
            var room = alone();
            addGroq(room);
            change(room, "groq", "{\"base_url\":\"%s\",\"api_key\":\"****5678\"}".formatted(other.baseUrl()));
            assertThat(say(room.models().choose("groq/m"))).isEqualTo("from the other");
            assertThat(other.received().getLast().headers()).containsEntry("authorization", "Bearer " + KEY);
            var renamed = change(room, "groq", "{\"name\":\"Fast\",\"api_key\":\"\"}");
            assertThat(renamed.path("base_url").asString("")).isEqualTo(other.baseUrl());
            assertThat(renamed.path("api_key").asString("")).isEqualTo("****5678");
        }

        @Test
        void nullRemovesAKeyAndTheProviderSaysWhatIsMissing() {
            var room = alone();
            addGroq(room);
            var changed = change(room, "groq", "{\"api_key\":null}");
            assertThat(changed.path("available").asBoolean(true)).isFalse();
            assertThat(changed.path("reason").asString("")).contains("There is no key");
            assertThat(changed.path("api_key").asString("?")).isEmpty();
        }

        @Test
        void aProviderThatIsSwitchedOffIsNotAsked() {
            var room = alone();
            addGroq(room);
            change(room, "groq", "{\"enabled\":false}");
            assertThat(room.models().defaultModel()).isEqualTo("builtin/commands");
            failsWith(ErrorCode.UNAVAILABLE, "switched off", () -> room.models().choose("groq/m"));
        }

        @Test
        void aRemovedProviderIsGoneWithItsKey() {
            var room = alone();
            addGroq(room);
            Asked.of(room, "removeProvider", Map.of("id", "groq"), "{}");
            failsWith(ErrorCode.INVALID, "'groq/m'", () -> room.models().choose("groq/m"));
            var again = add(room, "{\"preset\":\"groq\",\"base_url\":\"%s\"}".formatted(server.baseUrl()));
            assertThat(again.path("api_key").asString("?")).isEmpty();
            failsWith(
                    ErrorCode.NOT_FOUND,
                    "'nobody'",
                    () -> Asked.of(room, "removeProvider", Map.of("id", "nobody"), "{}"));
        }

        @Test
        void whatCannotBeAddedIsRefusedWithTheReason() {
            var room = alone();
            addGroq(room);
            failsWith(ErrorCode.CONFLICT, "'groq' already", () -> addGroq(room));
            failsWith(ErrorCode.CONFLICT, "always there", () -> add(room, "{\"preset\":\"openai\"}"));
            failsWith(ErrorCode.INVALID, "no id", () -> add(room, "{\"id\":\"Not one\",\"preset\":\"groq\"}"));
            failsWith(ErrorCode.INVALID, "no id", () -> add(room, "{\"id\":\"builtin\",\"preset\":\"groq\"}"));
            failsWith(ErrorCode.INVALID, "'nothing'", () -> add(room, "{\"preset\":\"nothing\"}"));
            failsWith(ErrorCode.INVALID, "http", () -> add(room, "{\"id\":\"x\",\"base_url\":\"ftp://a.example\"}"));
        }

        @Test
        void addressAndKeyOfTheSettingsStayThere() {
            var room = alone();
            failsWith(
                    ErrorCode.INVALID,
                    "/v1/settings",
                    () -> change(room, "openai", "{\"base_url\":\"%s\"}".formatted(server.baseUrl())));
            change(room, "ollama", "{\"enabled\":false}");
            assertThat(listed(room, "ollama").path("reason").asString("")).contains("switched off");
        }

        @Test
        void aKeyInTheEnvironmentMakesAProvider() throws InterruptedException {
            var environment = Map.of(
                    "OLLAMA_HOST", NOBODY, "MISTRAL_API_KEY", "sk-env", "MISTRAL_BASE_URL", server.baseUrl() + "/");
            var room = home.open(environment, ProviderSettings.NONE);
            assertThat(say(room.models().choose("mistral/any"))).isEqualTo("from the server");
            assertThat(server.received().getLast().headers()).containsEntry("authorization", "Bearer sk-env");
            assertThat(listed(room, "mistral").path("source").asString("")).isEqualTo("environment");
        }

        @Test
        void theEnvironmentsKeyNeverGoesToAnAddressThatAPersonEntered() {
            var environment = Map.of("OLLAMA_HOST", NOBODY, "GROQ_API_KEY", "sk-env", "GROQ_BASE_URL", other.baseUrl());
            var room = home.open(environment, ProviderSettings.NONE);
            var changed = change(room, "groq", "{\"base_url\":\"%s\"}".formatted(server.baseUrl()));
            assertThat(changed.path("api_key").asString("?")).isEmpty();
            assertThat(changed.path("available").asBoolean(true)).isFalse();
        }

        @Test
        void everyPresetNamesWhatItNeeds() {
            var presets =
                    Asked.of(alone(), "listProviderPresets", Map.of(), "{}").path("presets");
            assertThat(presets.valueStream().map(it -> it.path("id").asString("")))
                    .contains(
                            "openai",
                            "ollama",
                            "openrouter",
                            "groq",
                            "deepseek",
                            "mistral",
                            "lmstudio",
                            "vllm",
                            "litellm",
                            "llamacpp",
                            "anthropic",
                            "gemini",
                            "azure");
            assertThat(presets.valueStream())
                    .allMatch(it -> it.path("id").asString("").equals("azure")
                            || it.path("base_url").asString("").startsWith("http"));
        }
    }

    @Nested
    class Modes {

        @Test
        void offAsksNoModelAndSaysSo() {
            var room = home.open(ALONE, new ProviderSettings(Mode.OFF, "", server.baseUrl(), "sk", ""));
            failsWith(ErrorCode.UNAVAILABLE, "switched off", () -> room.models().choose(null));
            failsWith(ErrorCode.UNAVAILABLE, "switched off", () -> room.models().choose("builtin/commands"));
            assertThat(room.models().defaultModel()).isEmpty();
        }

        @Test
        void localNeverChoosesAnAddedRemoteProviderByItself() {
            var room = home.open(ALONE, new ProviderSettings(Mode.LOCAL, NOBODY, "", "", ""));
            addGroq(room);
            assertThat(room.models().defaultModel()).isEqualTo("builtin/commands");
        }
    }

    @Nested
    class Remembering {

        @Test
        void aPlaceThatWasFoundIsThereInTheNextLife() throws InterruptedException {
            alone().providers().discover(null, server.baseUrl(), "sk-lite-1234567890");
            var again = alone();
            assertThat(say(again.models().choose("litellm/gpt-5.2"))).isEqualTo("from the server");
            assertThat(server.received().getLast().headers())
                    .containsEntry("authorization", "Bearer sk-lite-1234567890");
            Asked.of(again, "removeProvider", Map.of("id", "litellm"), "{}");
            assertThat(again.providers().named("litellm")).isEmpty();
        }

        @Test
        void whatAProviderListedIsKnownWhileItIsAway() {
            server.offer("alpha", "beta");
            var room = alone();
            addGroq(room);
            Awaiting.until(
                    "it was looked at",
                    () -> listed(room, "groq").path("models").asInt(0) == 2);
            server.close();
            var again = alone();
            assertThat(again.models().list()).extracting(ModelSpec::id).contains("groq/alpha", "groq/beta");
        }
    }

    @Nested
    class Trying {

        private JsonNode tried(ModelsRoom room, String id, String json) {
            return Asked.of(room, "tryProvider", Map.of("id", id), json);
        }

        private List<String> steps(JsonNode trial) {
            var steps = new ArrayList<String>();
            trial.path("steps")
                    .valueStream()
                    .forEach(it -> steps.add(
                            it.path("step").asString("") + ":" + it.path("ok").asBoolean(false)));
            return steps;
        }

        @Test
        void everyStepOfAProviderThatWorksIsNamed() {
            var room = alone();
            addGroq(room);
            var trial = tried(room, "groq", "{\"first_token\":true}");
            assertThat(steps(trial))
                    .containsExactly(
                            "address:true", "name:true", "connect:true", "key:true", "model:true", "first_token:true");
            assertThat(trial.path("ok").asBoolean(false)).isTrue();
            assertThat(trial.path("first_token_ms").isNumber()).isTrue();
        }

        @Test
        void aModelThatCostsIsNotAskedUnlessAPersonSaysSo() {
            var room = alone();
            add(room, "{\"preset\":\"litellm\",\"base_url\":\"%s\"}".formatted(server.baseUrl()));
            assertThat(steps(tried(room, "litellm", "{}"))).endsWith("model:true");
            assertThat(server.chats()).isEmpty();
        }

        @Test
        void aHostWithoutAnAddressFailsAtItsName() {
            var room = alone();
            add(room, "{\"id\":\"gone\",\"base_url\":\"http://no-such-host.invalid/v1\"}");
            assertThat(steps(tried(room, "gone", "{}"))).containsExactly("address:true", "name:false");
        }

        @Test
        void aPortWithoutAServerFailsAtTheConnection() {
            var room = alone();
            add(room, "{\"id\":\"gone\",\"base_url\":\"%s/v1\"}".formatted(NOBODY));
            assertThat(steps(tried(room, "gone", "{}"))).containsExactly("address:true", "name:true", "connect:false");
        }

        @Test
        void aRefusedKeyAndAMissingOneFailAtTheKey() {
            try (var refusing =
                    new WireServer((_, out) -> out.whole(401, Map.of(), "{\"error\":{\"message\":\"bad key\"}}"))) {
                var room = alone();
                add(
                        room,
                        "{\"preset\":\"groq\",\"base_url\":\"%s/v1\",\"api_key\":\"%s\"}"
                                .formatted(refusing.address(), KEY));
                var trial = tried(room, "groq", "{}");
                assertThat(steps(trial)).endsWith("connect:true", "key:false");
                assertThat(trial.path("message").asString(""))
                        .contains("bad key")
                        .doesNotContain(KEY);
                change(room, "groq", "{\"api_key\":null}");
                assertThat(steps(tried(room, "groq", "{}"))).endsWith("name:true", "key:false");
            }
        }

        @Test
        void aWrongPathFailsAtTheAddress() {
            var room = alone();
            add(room, "{\"id\":\"odd\",\"base_url\":\"%s/nothing\"}".formatted(server.address()));
            var trial = tried(room, "odd", "{}");
            assertThat(steps(trial)).endsWith("connect:true", "address:false");
            assertThat(trial.path("message").asString("")).contains("404");
        }

        @Test
        void aModelThatIsNotThereFailsAtTheModel() {
            try (var ollama = new OllamaServer(_ -> Turn.text("x"))) {
                var room = home.open(Map.of("OLLAMA_HOST", ollama.address()), ProviderSettings.NONE);
                var trial = tried(room, "ollama", "{\"model\":\"nothing\"}");
                assertThat(steps(trial)).endsWith("model:false");
                assertThat(trial.path("message").asString("")).contains("ollama pull nothing");
                assertThat(steps(tried(room, "ollama", "{}"))).endsWith("first_token:true");
            }
        }
    }
}
