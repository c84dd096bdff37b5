package aule.gateway;

import aule.schema.Contract;
import aule.schema.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The contracts of all rooms as one OpenAPI 3.1 document. */
final class Catalogue {

    private static final List<String> SECTIONS = List.of("schemas", "parameters", "responses");

    private final ObjectNode merged = Json.wire().createObjectNode();

    Catalogue(List<Contract> contracts, String version) {
        merged.put("openapi", "3.1.0");
        merged.putObject("info")
                .put("title", "Aule")
                .put("version", version)
                .put("description", "A local-first operating system for agents.");
        var tags = merged.putArray("tags");
        var paths = merged.putObject("paths");
        var components = merged.putObject("components");
        SECTIONS.forEach(components::putObject);
        security(components);
        contracts.forEach(it -> add(it, tags, paths, components));
    }

    ObjectNode merged() {
        return merged;
    }

    private static void security(ObjectNode components) {
        var schemes = components.putObject("securitySchemes");
        schemes.putObject("token").put("type", "http").put("scheme", "bearer");
        schemes.putObject("session").put("type", "apiKey").put("in", "cookie").put("name", "aule_session");
    }

    private static void add(Contract contract, ArrayNode tags, ObjectNode paths, ObjectNode components) {
        var document = renamed(contract, components);
        tags.addObject()
                .put("name", contract.room())
                .put("description", document.at("/info/description").asString(""));
        for (var path : document.path("paths").properties()) {
            var target = paths.withObjectProperty(path.getKey());
            path.getValue().properties().forEach(it -> {
                var operation = (ObjectNode) it.getValue();
                complete(operation, contract.room());
                target.set(it.getKey(), operation);
            });
        }
        for (var section : SECTIONS) {
            document.at("/components/" + section)
                    .properties()
                    .forEach(it -> components.withObjectProperty(section).set(it.getKey(), it.getValue()));
        }
    }

    /** Says what holds for every operation, so that the rooms need not. */
    private static void complete(ObjectNode operation, String room) {
        operation.putArray("tags").add(room);
        var security = operation.putArray("security");
        if (!operation.path("x-permission").asString("").equals("public")) {
            security.addObject().putArray("token");
            security.addObject().putArray("session");
        }
        var responses = operation.withObjectProperty("responses");
        if (!responses.has("default")) {
            responses
                    .putObject("default")
                    .put("description", "What went wrong.")
                    .putObject("content")
                    .putObject(Problem.CONTENT_TYPE)
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Problem");
        }
    }

    /** Two rooms may give one name to different things; the later room's then carries the room's name. */
    private static JsonNode renamed(Contract contract, ObjectNode components) {
        var names = new TreeMap<String, String>();
        for (var section : SECTIONS) {
            contract.document().at("/components/" + section).properties().forEach(it -> {
                var taken = components.path(section).path(it.getKey());
                if (!taken.isMissingNode() && !taken.equals(it.getValue())) {
                    names.put("#/components/%s/%s".formatted(section, it.getKey()), prefixed(contract, it.getKey()));
                }
            });
        }
        return names.isEmpty() ? contract.document().deepCopy() : rename(contract.document(), names);
    }

    private static JsonNode rename(JsonNode document, Map<String, String> names) {
        var copy = (ObjectNode) document.deepCopy();
        names.forEach((pointer, name) -> {
            var old = pointer.substring(pointer.lastIndexOf('/') + 1);
            var section = (ObjectNode) copy.at(pointer.substring(1, pointer.lastIndexOf('/')));
            section.set(name, section.remove(old));
        });
        return redirect(copy, names);
    }

    private static JsonNode redirect(JsonNode node, Map<String, String> names) {
        if (node instanceof ObjectNode object) {
            var target = object.path("$ref").asString("");
            if (names.containsKey(target)) {
                object.put("$ref", target.substring(0, target.lastIndexOf('/') + 1) + names.get(target));
            }
        }
        node.forEach(it -> redirect(it, names));
        return node;
    }

    private static String prefixed(Contract contract, String name) {
        var room = contract.room();
        return room.substring(0, 1).toUpperCase(Locale.ROOT) + room.substring(1) + name;
    }
}
