package aule.models;

import static org.assertj.core.api.Assertions.assertThat;

import aule.api.Answer;
import aule.api.Call;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.UserId;
import aule.schema.Json;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A call as the gateway would hand it over.
 *
 * @param queries the parameters of path and query
 */
record Asked(Map<String, String> queries, String json) implements Call {

    /** What an operation answers as JSON; a missing value for no content. */
    static JsonNode of(ModelsRoom room, String operation, Map<String, String> queries, String json) {
        var handler = Objects.requireNonNull(room.operations().handlers().get(operation));
        var answer = handler.handle(new Asked(queries, json));
        assertThat(answer.status()).isBetween(200, 204);
        return answer.body() instanceof Answer.Body.Json body
                ? Json.wire().valueToTree(body.value())
                : Json.wire().missingNode();
    }

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
        return queries.getOrDefault(name, "");
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
        return Json.wire().readValue(json, type);
    }

    @Override
    public boolean has(String member) {
        return Json.wire().readTree(json).has(member);
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
