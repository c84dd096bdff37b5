package aule.schema;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What one room promises the outside world, as written in {@code api/<room>.yaml} (OpenAPI 3.1). */
public final class Contract {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    private final String room;
    private final JsonNode document;
    private final List<Operation> operations;

    private Contract(String room, JsonNode document, List<Operation> operations) {
        this.room = room;
        this.document = document;
        this.operations = List.copyOf(operations);
    }

    /** Reads the contract that stands beside the room's code. */
    public static Contract of(String room) {
        try (var file = Contract.class.getResourceAsStream("/api/" + room + ".yaml")) {
            if (file == null) {
                throw new IllegalStateException(
                        "The room '%s' has no contract; write api/%s.yaml.".formatted(room, room));
            }
            return parse(room, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Contract parse(String room, String yaml) {
        return new Reader(room, yaml).read();
    }

    public String room() {
        return room;
    }

    public List<Operation> operations() {
        return operations;
    }

    /** The whole document. */
    public JsonNode document() {
        return document;
    }

    /** Returns what this contract lacks before anyone could serve it, a sentence each. */
    public List<String> complaints() {
        var complaints = new ArrayList<String>();
        for (var path : document.path("paths").properties()) {
            for (var method : path.getValue().properties()) {
                complain(method.getKey() + " " + path.getKey(), method.getValue(), complaints);
            }
        }
        return complaints;
    }

    private void complain(String place, JsonNode operation, List<String> complaints) {
        for (var name : List.of("operationId", "x-permission", "summary")) {
            if (operation.path(name).asString("").isBlank()) {
                complaints.add("api/%s.yaml: '%s' has no %s; give it one.".formatted(room, place, name));
            }
        }
        var shape = operation.at("/requestBody/content/application~1json/schema");
        if (!shape.isMissingNode()) {
            complain(place, shape.path("$ref").asString(""), complaints);
        }
    }

    private void complain(String place, String reference, List<String> complaints) {
        if (!reference.startsWith("#/components/schemas/")) {
            complaints.add("api/%s.yaml: the body of '%s' has no name; move its schema to components/schemas."
                    .formatted(room, place));
            return;
        }
        var shape = document.at(reference.substring(1));
        if (!shape.has("additionalProperties") && !shape.has("unevaluatedProperties")) {
            complaints.add("api/%s.yaml: the body of '%s' takes unknown fields; set additionalProperties to false."
                    .formatted(room, place));
        }
    }

    /** Finds the operations of one document and compiles their schemas. */
    private static final class Reader {

        private final String room;
        private final String home;
        private final JsonNode document;
        private final SchemaRegistry registry;

        Reader(String room, String yaml) {
            this.room = room;
            this.home = "https://aule.invalid/api/" + room;
            this.document = YAML.readTree(yaml);
            document.path("paths").forEach(it -> share((ObjectNode) it));
            var config = SchemaRegistryConfig.builder()
                    .pathType(PathType.JSON_POINTER)
                    .formatAssertionsEnabled(true)
                    .locale(Locale.ROOT)
                    .build();
            this.registry = SchemaRegistry.withDialect(
                    Dialects.getOpenApi31(),
                    it -> it.schemas(Map.of(home, document.toString())).schemaRegistryConfig(config));
        }

        /** Gives every operation the parameters of its path, so that nobody has to look in two places. */
        private static void share(ObjectNode path) {
            var shared = path.path("parameters");
            path.retain(METHODS);
            path.forEach(operation -> {
                var parameters = ((ObjectNode) operation).withArrayProperty("parameters");
                shared.forEach(parameters::add);
            });
        }

        Contract read() {
            var operations = new ArrayList<Operation>();
            for (var path : document.path("paths").properties()) {
                for (var method : path.getValue().properties()) {
                    operations.add(operation(path.getKey(), method.getKey(), method.getValue()));
                }
            }
            return new Contract(room, document, operations);
        }

        private Operation operation(String path, String method, JsonNode node) {
            var content = node.path("requestBody").path("content");
            return new Operation(
                    node, method.toUpperCase(Locale.ROOT), path, body(content), parameters(node), shape(content));
        }

        private static Operation.Body body(JsonNode content) {
            if (content.has("application/json")) {
                return Operation.Body.JSON;
            }
            if (content.has("multipart/form-data")) {
                return Operation.Body.MULTIPART;
            }
            return content.isEmpty() ? Operation.Body.NONE : Operation.Body.BYTES;
        }

        private com.networknt.schema.@Nullable Schema shape(JsonNode content) {
            var schema = content.path("application/json").path("schema");
            return schema.isMissingNode() ? null : compile(schema);
        }

        private List<Operation.Parameter> parameters(JsonNode operation) {
            var parameters = new ArrayList<Operation.Parameter>();
            for (var written : operation.path("parameters")) {
                var node = resolve(written);
                var schema = node.path("schema");
                parameters.add(new Operation.Parameter(
                        node.path("name").asString(""),
                        node.path("in").asString(""),
                        node.path("required").asBoolean(false),
                        resolve(schema).path("type").asString("string"),
                        compile(schema)));
            }
            return parameters;
        }

        private JsonNode resolve(JsonNode node) {
            var reference = node.path("$ref").asString("");
            return reference.isEmpty() ? node : document.at(reference.substring(1));
        }

        /** References are resolved against the whole document, so one that is used by itself is looked up in it. */
        private com.networknt.schema.Schema compile(JsonNode schema) {
            var reference = schema.path("$ref").asString("");
            return reference.isEmpty()
                    ? registry.getSchema(schema)
                    : registry.getSchema(SchemaLocation.of(home + reference));
        }
    }
}
