package aule.models;

import static org.assertj.core.api.Assertions.assertThat;

import aule.api.Answer;
import aule.api.Call;
import aule.breaker.Breakers;
import aule.egress.EgressRoom;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.UserId;
import aule.testkit.FixedClock;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ModelsApiTests {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final EgressRoom egress = EgressRoom.open();
    private final ModelsRoom room = ModelsRoom.open(
            egress.egress(),
            () -> new UUID(7L, 1L),
            Path.of("no-such-file.yaml"),
            Map.of("OLLAMA_HOST", "http://127.0.0.1:9"),
            ProviderSettings.NONE,
            new Breakers(Breakers.Settings.DEFAULT, new FixedClock()));

    @AfterEach
    void close() {
        egress.close();
    }

    /** A call as the gateway would hand it over. */
    private record Asked(Map<String, String> queries, String json) implements Call {

        @Override
        public Principal principal() {
            return new Principal(new OrgId("org-local"), new UserId("user-test"), "Test", Set.of());
        }

        @Override
        public String requestId() {
            return "req-1";
        }

        @Override
        public String path(String name) {
            return "";
        }

        @Override
        public Optional<String> query(String name) {
            return Optional.ofNullable(queries.get(name));
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<String> cookie(String name) {
            return Optional.empty();
        }

        @Override
        public <T extends Record> T body(Class<T> type) {
            return JSON.readValue(json, type);
        }

        @Override
        public boolean has(String member) {
            return JSON.readTree(json).has(member);
        }

        @Override
        public InputStream stream() {
            return InputStream.nullInputStream();
        }

        @Override
        public List<Part> parts() {
            return List.of();
        }
    }

    private JsonNode ask(String operation, Map<String, String> queries, String json) {
        var handler = Objects.requireNonNull(room.operations().handlers().get(operation));
        var answer = handler.handle(new Asked(queries, json));
        assertThat(answer.status()).isEqualTo(200);
        return JSON.valueToTree(((Answer.Body.Json) answer.body()).value());
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
        assertThat(body.path("count").asInt(0)).isEqualTo(3);
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
                .extracting(it -> it.path("x-permission").asString(""))
                .allMatch(it -> it.startsWith("models."));
    }
}
