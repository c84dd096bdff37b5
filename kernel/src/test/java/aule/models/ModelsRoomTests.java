package aule.models;

import static aule.models.Talk.failsWith;
import static aule.models.Talk.say;
import static org.assertj.core.api.Assertions.assertThat;

import aule.breaker.Breakers;
import aule.kernel.ErrorCode;
import aule.models.ProviderSettings.Mode;
import aule.testkit.Awaiting;
import aule.testkit.OllamaServer;
import aule.testkit.OllamaServer.Installed;
import aule.testkit.OpenAiServer;
import aule.testkit.Turn;
import aule.testkit.WireServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelsRoomTests {

    /** A port on which nobody listens. */
    private static final String NOBODY = "http://127.0.0.1:9";

    @TempDir
    private Path folder;

    private ModelsHome home;
    private final OllamaServer ollama = new OllamaServer(_ -> Turn.text("from ollama"));
    private final OpenAiServer openai = new OpenAiServer(_ -> Turn.text("from openai"));

    @BeforeEach
    void open() {
        home = new ModelsHome(folder);
    }

    @AfterEach
    void close() {
        home.close();
        ollama.close();
        openai.close();
    }

    private ModelsRoom room(Map<String, String> environment, ProviderSettings settings) {
        var room = home.open(environment, settings);
        Awaiting.until(
                "everybody was looked at",
                () -> room.providers().status().stream()
                        .noneMatch(it -> it.reason().contains("being looked for")
                                || it.reason().contains("not looked at")));
        return room;
    }

    private ModelsRoom alone() {
        return room(Map.of("OLLAMA_HOST", NOBODY), ProviderSettings.NONE);
    }

    private ModelsRoom withOllama() {
        return room(Map.of("OLLAMA_HOST", ollama.address()), ProviderSettings.NONE);
    }

    private ModelsRoom withBoth() {
        return room(
                Map.of(
                        "OLLAMA_HOST", ollama.address(),
                        "OPENAI_API_KEY", "sk-test",
                        "OPENAI_BASE_URL", openai.baseUrl()),
                ProviderSettings.NONE);
    }

    @Test
    void aProviderThatFailsFiveTimesIsLeftAloneUntilAProbeSucceeds() throws InterruptedException {
        var room = withBoth();
        var model = room.models().choose("openai");
        for (var time = 0; time < 5; time++) {
            openai.add(Turn.refused(503, "down"));
            failsWith(ErrorCode.UNAVAILABLE, "down", () -> say(model));
        }

        failsWith(
                ErrorCode.CIRCUIT_OPEN,
                "The provider openai",
                () -> say(room.models().choose("openai")));
        assertThat(openai.chats()).hasSize(5);
        assertThat(say(room.models().choose("ollama"))).isEqualTo("from ollama");

        home.clock.advance(Breakers.Settings.DEFAULT.pause());
        assertThat(say(model)).isEqualTo("from openai");
        assertThat(say(model)).isEqualTo("from openai");
    }

    @Test
    void aProviderThatRefusesIsNotOutOfOrder() throws InterruptedException {
        var model = withBoth().models().choose("openai");
        for (var time = 0; time < 8; time++) {
            var refusal = time % 2 == 0 ? Turn.refused(401, "no") : Turn.refused(429, "no");
            openai.add(refusal);
            failsWith(time % 2 == 0 ? ErrorCode.PROVIDER_ERROR : ErrorCode.RATE_LIMITED, "no", () -> say(model));
        }

        assertThat(say(model)).isEqualTo("from openai");
    }

    @Nested
    class Choosing {

        @Test
        void withNothingElseTheBuiltInModelAnswers() throws InterruptedException {
            var models = alone().models();
            assertThat(models.defaultModel()).isEqualTo("builtin/commands");
            assertThat(say(models.choose(null))).contains("builtin/commands");
        }

        @Test
        void anOllamaThatAnswersIsFoundByItself() throws InterruptedException {
            var models = withOllama().models();
            assertThat(models.defaultModel()).isEqualTo("ollama/llama3.2");
            assertThat(say(models.choose(null))).isEqualTo("from ollama");
        }

        @Test
        void aKeyMakesTheRemoteModelTheDefault() throws InterruptedException {
            var models = withBoth().models();
            assertThat(models.defaultModel()).isEqualTo("openai/gpt-5.2");
            assertThat(say(models.choose(null))).isEqualTo("from openai");
            assertThat(say(models.choose("ollama/llama3.2:latest"))).isEqualTo("from ollama");
            assertThat(say(models.choose("ollama"))).isEqualTo("from ollama");
            assertThat(say(models.choose("llama3.2"))).isEqualTo("from ollama");
        }

        @Test
        void theNamedVariableChoosesTheRemoteModel() {
            var environment = Map.of(
                    "OLLAMA_HOST", NOBODY, "OPENAI_BASE_URL", openai.baseUrl(), "OPENAI_MODEL", "openai/my-model");
            assertThat(room(environment, ProviderSettings.NONE).models().defaultModel())
                    .isEqualTo("openai/my-model");
        }

        @Test
        void anotherServersFirstModelIsTheDefaultWhereTheUsualOneIsMissing() {
            openai.offer("text-embedding-x", "qwen-large", "other");
            assertThat(withBoth().models().defaultModel()).isEqualTo("openai/qwen-large");
        }

        @Test
        void aModelWithToolsIsPreferredInOllama() {
            ollama.install(
                    new Installed("embedder:latest", "30M", List.of("embedding")),
                    new Installed("gemma3:4b", "4.3B", List.of("completion", "vision")),
                    new Installed("qwen3:8b", "8.2B", List.of("completion", "tools", "thinking")));
            var models = withOllama().models();
            assertThat(models.defaultModel()).isEqualTo("ollama/qwen3:8b");
            assertThat(models.choose("ollama/gemma3:4b").spec().supports().tools())
                    .isFalse();
            assertThat(models.list()).extracting(ModelSpec::id).doesNotContain("ollama/embedder");
        }

        @Test
        void anUnknownNameIsNamedWithWhatThereIs() {
            var models = withOllama().models();
            failsWith(ErrorCode.INVALID, "'ollama/nonsense'", () -> models.choose("ollama/nonsense"));
            failsWith(ErrorCode.INVALID, "ollama/llama3.2, builtin/commands", () -> models.choose("nonsense/model"));
            failsWith(ErrorCode.INVALID, "'builtin/other'", () -> models.choose("builtin/other"));
        }

        @Test
        void aModelWhoseProviderIsAwayIsUnavailable() {
            failsWith(
                    ErrorCode.UNAVAILABLE,
                    "'ollama/llama3.2'",
                    () -> alone().models().choose("ollama/llama3.2"));
            failsWith(
                    ErrorCode.UNAVAILABLE,
                    "OPENAI_API_KEY",
                    () -> alone().models().choose("openai/gpt-5.2"));
        }

        @Test
        void aModelInstalledMeanwhileIsFound() throws InterruptedException {
            var models = withOllama().models();
            assertThat(models.defaultModel()).isEqualTo("ollama/llama3.2");
            ollama.install(new Installed("new:1b", "1.0B", List.of("completion")));
            assertThat(say(models.choose("ollama/new:1b"))).isEqualTo("from ollama");
        }
    }

    @Nested
    class Settings {

        @Test
        void switchingTheModeChangesWhoIsAskedAtOnce() throws InterruptedException {
            var room = room(Map.of("OLLAMA_HOST", NOBODY), local());
            assertThat(say(room.models().choose(null))).isEqualTo("from ollama");
            room.providers().use(new ProviderSettings(Mode.REMOTE, ollama.address(), openai.baseUrl(), "sk-1", ""));
            assertThat(say(room.models().choose(null))).isEqualTo("from openai");
            assertThat(openai.received().getLast().headers()).containsEntry("authorization", "Bearer sk-1");
            room.providers().use(local());
            assertThat(say(room.models().choose(null))).isEqualTo("from ollama");
        }

        @Test
        void theChosenDefaultIsTheDefault() {
            var settings = new ProviderSettings(Mode.AUTO, ollama.address(), "", "", "builtin/commands");
            assertThat(room(Map.of(), settings).models().defaultModel()).isEqualTo("builtin/commands");
            var bare = new ProviderSettings(Mode.LOCAL, ollama.address(), "", "", "llama3.2");
            assertThat(room(Map.of(), bare).models().defaultModel()).isEqualTo("ollama/llama3.2");
        }

        @Test
        void aTestSaysWhatIsRightOrWrong() {
            var providers = alone().providers();
            assertThat(providers.test(local()))
                    .satisfies(it -> assertThat(it.ok()).isTrue())
                    .satisfies(it -> assertThat(it.model()).isEqualTo("ollama/llama3.2"));
            var missing = new ProviderSettings(Mode.LOCAL, ollama.address(), "", "", "nothing");
            assertThat(providers.test(missing).message()).contains("ollama/nothing", "ollama pull");
            var nobody = new ProviderSettings(Mode.LOCAL, NOBODY, "", "", "");
            assertThat(providers.test(nobody).message())
                    .isEqualTo("Ollama does not answer at http://127.0.0.1:9; start it with `ollama serve`.");
            var remote = new ProviderSettings(Mode.REMOTE, "", NOBODY, "sk", "");
            assertThat(providers.test(remote).message())
                    .isEqualTo(
                            "http://127.0.0.1:9 cannot be reached; check that it runs and that the address is right.");
            var keyless = new ProviderSettings(Mode.REMOTE, "", "", "", "");
            assertThat(providers.test(keyless).message()).contains("OPENAI_API_KEY");
            var wrongPath = new ProviderSettings(Mode.REMOTE, "", openai.address(), "sk", "");
            assertThat(providers.test(wrongPath).message()).contains("404");
        }

        private ProviderSettings local() {
            return new ProviderSettings(Mode.LOCAL, ollama.address(), "", "", "");
        }
    }

    @Nested
    class Listing {

        @Test
        void theDefaultComesFirstAndModelsWorthInstallingLast() {
            var models = withOllama().models();
            var first = models.defaultModel();
            var list = models.list();
            assertThat(list.getFirst().id()).isEqualTo(first);
            assertThat(list.stream().filter(it -> !it.available())).hasSizeGreaterThanOrEqualTo(5);
            assertThat(list).extracting(ModelSpec::id).doesNotHaveDuplicates().contains("builtin/commands");
            assertThat(list)
                    .allSatisfy(it ->
                            assertThat(it.role()).isIn("general", "code", "creative", "fast", "vision", "embedding"));
        }

        @Test
        void aModelsWindowIsTheOneItIsReallyGiven() {
            var models = withBoth().models();

            assertThat(models.choose("openai").spec().contextTokens()).isEqualTo(40_960);
            assertThat(models.choose("ollama").spec().contextTokens()).isEqualTo(16_384);
        }

        @Test
        void aRecommendedModelThatIsInstalledIsListedOnce() {
            ollama.install(new Installed("qwen3:8b", "8.2B", List.of("completion", "tools")));
            var models = withOllama().models();
            assertThat(models.defaultModel()).isEqualTo("ollama/qwen3:8b");
            assertThat(models.list().stream().filter(it -> it.id().equals("ollama/qwen3:8b")))
                    .hasSize(1)
                    .allMatch(ModelSpec::available);
        }

        @Test
        void providersSayWhyTheyCannotBeUsed() {
            var status = alone().providers().status();
            assertThat(status).extracting(ProviderStatus::name).containsExactly("openai", "ollama", "gguf", "builtin");
            assertThat(status.getFirst().available()).isFalse();
            assertThat(status.getFirst().reason()).contains("OPENAI_API_KEY");
            assertThat(status.getLast().available()).isTrue();
        }

        @Test
        void aServerThatHangsDelaysNothing() {
            try (var hanging = new WireServer((_, out) -> out.stall(Duration.ofSeconds(20)))) {
                var start = System.nanoTime();
                var environment = Map.of("OLLAMA_HOST", hanging.address());
                var room = home.open(environment, ProviderSettings.NONE);
                assertThat(room.providers().status()).hasSize(4);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
                assertThat(room.models().defaultModel()).isEqualTo("builtin/commands");
            }
        }
    }

    @Nested
    class Editing {

        @Test
        void aPriceThatAPersonEntersHoldsAtOnceAndInTheNextLife() {
            var room = withBoth();
            Asked.of(
                    room,
                    "saveCatalogueEntry",
                    Map.of(),
                    "{\"id\":\"openai/gpt-5.2\",\"price\":{\"input\":\"3\",\"output\":\"4.5\"},\"tags\":[\"house\"]}");
            assertThat(room.models().choose("openai").spec().price()).isEqualTo(new Price(3_000, 4_500));
            assertThat(withBoth().models().choose("openai").spec().tags()).contains("house", "code");
            var listed = Asked.of(room, "listCatalogue", Map.of(), "{}").path("entries");
            assertThat(listed.path(0).path("price").path("output").asString("")).isEqualTo("4.500000");
            Asked.of(room, "removeCatalogueEntry", Map.of("id", "openai/gpt-5.2"), "{}");
            assertThat(room.models().choose("openai").spec().price()).isEqualTo(new Price(1_750, 14_000, 175L, null));
        }

        @Test
        void anEntryThatCannotBeIsRefused() {
            var room = alone();
            for (var wrong : List.of(
                    "{\"id\":\"nonsense\",\"size\":\"1B\"}",
                    "{\"id\":\"a/b\",\"price\":{\"input\":\"-1\",\"output\":\"1\"}}",
                    "{\"id\":\"a/b\",\"roles\":[\"chief\"]}")) {
                failsWith(ErrorCode.INVALID, "is wrong", () -> Asked.of(room, "saveCatalogueEntry", Map.of(), wrong));
            }
            failsWith(
                    ErrorCode.NOT_FOUND,
                    "'a/b'",
                    () -> Asked.of(room, "removeCatalogueEntry", Map.of("id", "a/b"), "{}"));
        }
    }

    @Nested
    class Discovering {

        @Test
        void modelsOfBothKindsAreFoundAndCanBeChosen() throws InterruptedException {
            var room = alone();
            var found = room.providers().discover(ollama.address(), openai.baseUrl(), "sk-lite");
            assertThat(found.models()).extracting(ModelSpec::id).containsExactly("ollama/llama3.2", "litellm/gpt-5.2");
            assertThat(room.models().list()).extracting(ModelSpec::id).contains("ollama/llama3.2", "litellm/gpt-5.2");
            assertThat(say(room.models().choose("litellm/gpt-5.2"))).isEqualTo("from openai");
            assertThat(say(room.models().choose("ollama/llama3.2"))).isEqualTo("from ollama");
        }

        @Test
        void aPlaceThatDoesNotAnswerIsReported() {
            var found = alone().providers().discover(NOBODY, openai.baseUrl(), null);
            assertThat(found.models()).extracting(ModelSpec::id).containsExactly("litellm/gpt-5.2");
            assertThat(found.sources()).extracting(ProviderStatus::available).containsExactly(false, true);
        }

        @Test
        void onlyThisMachineAndConfiguredPlacesAreSearched() {
            var providers = alone().providers();
            for (var address : List.of("http://192.168.1.7:11434", "https://evil.example")) {
                failsWith(ErrorCode.EGRESS_DENIED, "Settings", () -> providers.discover(address, null, null));
            }
            failsWith(
                    ErrorCode.EGRESS_DENIED,
                    "never reached",
                    () -> providers.discover("http://169.254.169.254", null, null));
        }
    }
}
