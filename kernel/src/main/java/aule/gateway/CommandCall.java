package aule.gateway;

import aule.api.Call;
import aule.kernel.Principal;
import aule.schema.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A call that came in over a socket and may be handled. */
record CommandCall(
        Principal principal, String requestId, Map<String, String> path, Map<String, String> query, ObjectNode body)
        implements Call {

    @Override
    public String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
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
        return Json.wire().treeToValue(body, type);
    }

    @Override
    public boolean has(String member) {
        return body.has(member);
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(Json.wire().writeValueAsBytes(body));
    }

    @Override
    public List<Part> parts() {
        return List.of();
    }
}
