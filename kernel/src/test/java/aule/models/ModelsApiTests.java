package aule.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ModelsApiTests {

    @TempDir
    private Path folder;

    private ModelsHome home;
    private ModelsRoom room;

    @BeforeEach
    void open() {
        home = new ModelsHome(folder);
        room = home.open(Map.of("OLLAMA_HOST", "http://127.0.0.1:9"), ProviderSettings.NONE);
    }

    @AfterEach
    void close() {
        home.close();
    }

    private JsonNode ask(String operation, Map<String, String> queries, String json) {
        return Asked.of(room, operation, queries, json);
    }

    @Test
    void theListServesBothKindsOfClients() {
        var body = ask("listModels", Map.of(), "{}");
        assertThat(body.path("count").asInt(0))
                .isEqualTo(body.path("models").size())
                .isGreaterThan(5);
        assertThat(body.path("object").asString("")).isEqualTo("list");
        assertThat(body.path("data").path(0).toString())
                .isEqualTo("{\"id\":\"builtin/commands\",\"object\":\"model\",\"owned_by\":\"builtin\"}");
        assertThat(body.path("models").path(0).toString())
                .isEqualTo(
                        "{\"id\":\"builtin/commands\",\"name\":\"commands\",\"provider\":\"builtin\",\"role\":\"fast\","
                                + "\"size\":\"\",\"base_url\":\"\",\"is_local\":true,\"available\":true,\"default\":true,"
                                + "\"supports\":{\"tools\":true,\"vision\":false,\"json\":false,\"reasoning\":false,"
                                + "\"embedding\":false},\"price\":{\"input\":\"0.000000\",\"output\":\"0.000000\"},"
                                + "\"tags\":[\"fast\"]}");
    }

    @Test
    void theListCanBeABareArray() {
        assertThat(ask("listModels", Map.of("shape", "array"), "{}").isArray()).isTrue();
    }

    @Test
    void discoveryReportsAPlaceThatDoesNotAnswer() {
        var body = ask("discoverModels", Map.of(), "{\"ollama_url\":\"http://127.0.0.1:9\"}");
        assertThat(body.path("count").asInt(-1)).isZero();
        assertThat(body.path("sources").path(0).path("available").asBoolean(true))
                .isFalse();
    }

    @Test
    void providersAreListedWithTheirReasons() {
        var body = ask("listProviders", Map.of(), "{}");
        assertThat(body.path("count").asInt(0)).isEqualTo(4);
        assertThat(body.path("providers").path(0).path("reason").asString("")).contains("OPENAI_API_KEY");
    }

    @Test
    void everyPromisedOperationHasAHandlerAndAPermission() {
        var contract = new YAMLMapper().readTree(ModelsApi.class.getResourceAsStream("/api/models.yaml"));
        var operations = contract.findParents("operationId");
        assertThat(operations)
                .extracting(it -> it.path("operationId").asString(""))
                .containsExactlyInAnyOrderElementsOf(
                        room.operations().handlers().keySet());
        assertThat(operations)
                .allSatisfy(it -> assertThat(it.path("x-permission").asString(""))
                        .matches(
                                it.path("operationId").asString("").equals("embedTexts")
                                        ? "runs\\.start"
                                        : "models\\..+"));
    }
}
