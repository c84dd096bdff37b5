package aule.models;

import static aule.models.Talk.failsWith;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ErrorCode;
import aule.models.ProviderSettings.Mode;
import aule.testkit.OllamaServer;
import aule.testkit.OllamaServer.Installed;
import aule.testkit.OpenAiServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Asks a room that has just been opened, before anybody has looked at a provider. */
@Timeout(120)
class EmbeddersTests {

    @TempDir
    private Path folder;

    private ModelsHome home;
    private final OpenAiServer openai = new OpenAiServer();
    private final OllamaServer ollama = new OllamaServer();

    @BeforeEach
    void open() {
        home = new ModelsHome(folder);
        openai.offer("gpt-5.2", "text-embedding-3-small");
        ollama.install(
                new Installed("llama3.2:latest", "3B", List.of("completion", "tools")),
                new Installed("nomic-embed-text:latest", "137M", List.of("embedding")));
    }

    @AfterEach
    void close() {
        home.close();
        openai.close();
        ollama.close();
    }

    private ModelsRoom room(Mode mode) {
        return home.open(
                Map.of(
                        "OLLAMA_HOST",
                        ollama.address(),
                        "OPENAI_API_KEY",
                        "sk-test",
                        "OPENAI_MODEL",
                        "gpt-5.2",
                        "OPENAI_BASE_URL",
                        openai.baseUrl()),
                new ProviderSettings(mode, "", "", "", ""));
    }

    private static String asked(ModelsRoom room, String more) {
        return Asked.of(room, "embedTexts", Map.of(), "{\"texts\":[\"rain\"]%s}".formatted(more))
                .path("model")
                .asString();
    }

    @Test
    void theFirstThatMakesVectorsIsTaken() {
        assertThat(asked(room(Mode.AUTO), "")).isEqualTo("openai/text-embedding-3-small");
    }

    @Test
    void aProviderWithoutOneIsPassedOver() {
        openai.offer("gpt-5.2");

        assertThat(asked(room(Mode.AUTO), "")).isEqualTo("ollama/nomic-embed-text");
    }

    @Test
    void theBuiltInOneIsListedAndTakenWhereThereIsNoOther() {
        openai.offer("gpt-5.2");
        ollama.install(new Installed("llama3.2:latest", "3B", List.of("completion", "tools")));
        var room = room(Mode.AUTO);

        assertThat(asked(room, "")).isEqualTo("builtin/all-minilm-l6-v2");
        assertThat(room.models().list()).anySatisfy(it -> {
            assertThat(it.id()).isEqualTo("builtin/all-minilm-l6-v2");
            assertThat(it.supports().embedding()).isTrue();
        });
    }

    @Test
    void nothingLeavesTheMachineWhereModelsAreLocal() {
        assertThat(asked(room(Mode.LOCAL), "")).isEqualTo("ollama/nomic-embed-text");
        assertThat(openai.received()).noneMatch(it -> it.path().contains("embeddings"));
    }

    @Test
    void theRoleDecidesAndANameBeforeIt() {
        var room = room(Mode.AUTO);
        Asked.of(room, "assignRoles", Map.of(), "{\"roles\":{\"embedding\":\"ollama/nomic-embed-text\"}}");

        assertThat(asked(room, "")).isEqualTo("ollama/nomic-embed-text");
        assertThat(asked(room, ",\"model\":\"openai/text-embedding-3-small\""))
                .isEqualTo("openai/text-embedding-3-small");
    }

    @Test
    void whoeverHasNoneIsToldHowToGetOne() {
        openai.offer("gpt-5.2");

        failsWith(ErrorCode.INVALID, "ollama pull nomic-embed-text", () -> asked(room(Mode.REMOTE), ""));
        failsWith(
                ErrorCode.INVALID,
                "no model 'ollama/mxbai-embed-large' that makes vectors",
                () -> asked(room(Mode.AUTO), ",\"model\":\"ollama/mxbai-embed-large\""));
    }

    @Test
    void noneIsAskedWhileModelsAreOff() {
        failsWith(ErrorCode.UNAVAILABLE, "switched off", () -> asked(room(Mode.OFF), ""));
    }

    @Test
    void textsThatAreTooMuchOrNothingAreRefused() {
        var room = room(Mode.AUTO);
        var much = "\"%s\",".formatted("a".repeat(100_000)).repeat(11) + "\"a\"";

        failsWith(ErrorCode.TOO_LARGE, "send them in several", () -> embed(room, much));
        failsWith(ErrorCode.INVALID, "leave it out", () -> embed(room, "\"rain\", \" \""));
    }

    private static void embed(ModelsRoom room, String texts) {
        var _ = Asked.of(room, "embedTexts", Map.of(), "{\"texts\":[%s]}".formatted(texts));
    }
}
