package aule.gateway;

import aule.api.Call;
import aule.kernel.Principal;
import aule.schema.Json;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A call that came in over HTTP and may be handled. */
record HttpCall(Context http, Principal principal, String requestId, Content content) implements Call {

    /** What the request brought along. */
    sealed interface Content {

        record Nothing() implements Content {}

        /** A JSON value. */
        record Document(JsonNode node) implements Content {}

        record Parts(List<FilePart> parts) implements Content {}

        record Raw(InputStream stream) implements Content {}
    }

    @Override
    public String path(String name) {
        return http.pathParam(name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(http.queryParam(name));
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(http.header(name));
    }

    @Override
    public Optional<String> cookie(String name) {
        return Optional.ofNullable(http.cookie(name));
    }

    @Override
    public <T extends Record> T body(Class<T> type) {
        return Json.wire().treeToValue(node(), type);
    }

    @Override
    public boolean has(String member) {
        return node().has(member);
    }

    @Override
    public InputStream stream() {
        return switch (content) {
            case Content.Raw(var stream) -> stream;
            case Content.Document(var node) ->
                new ByteArrayInputStream(Json.wire().writeValueAsBytes(node));
            case Content.Parts _, Content.Nothing _ -> InputStream.nullInputStream();
        };
    }

    @Override
    public List<Part> parts() {
        return content instanceof Content.Parts(var parts) ? List.copyOf(parts) : List.of();
    }

    /** Lets go of whatever waited on disk for the handler. */
    void discard() {
        if (content instanceof Content.Parts(var parts)) {
            parts.forEach(FilePart::discard);
        }
    }

    /** A body that may be left out reads as an object without members. */
    private JsonNode node() {
        return content instanceof Content.Document(var node)
                ? node
                : Json.wire().createObjectNode();
    }
}
