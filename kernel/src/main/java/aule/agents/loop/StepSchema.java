package aule.agents.loop;

import aule.models.ChatModel.ToolSpec;
import aule.schema.Json;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Schema of one step: a thought, and either one tool with its arguments or the answer. It keeps to the words
 * that servers turn into a grammar: its root is an object, choices are {@code anyOf} and {@code enum}, nothing refers
 * elsewhere. What a tool's schema says beyond that is checked when the tool is called.
 */
final class StepSchema {

    /** Grammars of more than this become slow, or are refused. */
    private static final int LARGEST = 24_000;

    private static final int MOST_TOOLS = 48;
    private static final int DEEPEST = 8;

    /** Words whose meaning would be lost if they were left out. */
    private static final Set<String> BEYOND =
            Set.of("$ref", "$dynamicRef", "allOf", "not", "if", "patternProperties", "dependentSchemas");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private StepSchema() {}

    /** As text; where that would be too large, the arguments of every tool are left open. */
    static String of(List<ToolSpec> tools) {
        var exact = tools.size() <= MOST_TOOLS ? text(choices(tools)) : "";
        return exact.isEmpty() || exact.length() > LARGEST ? text(open(tools)) : exact;
    }

    private static String text(List<ObjectNode> actions) {
        var answer = object();
        member(answer, "answer", NODES.objectNode().put("type", "string"));
        var choice = NODES.objectNode();
        var any = choice.putArray("anyOf");
        actions.forEach(any::add);
        any.add(answer);
        var step = object();
        member(step, "thought", NODES.objectNode().put("type", "string"));
        member(step, "action", choice);
        return step.toString();
    }

    private static List<ObjectNode> choices(List<ToolSpec> tools) {
        return tools.stream().map(tool -> call(List.of(tool), arguments(tool))).toList();
    }

    private static List<ObjectNode> open(List<ToolSpec> tools) {
        return tools.isEmpty() ? List.of() : List.of(call(tools, anyObject()));
    }

    private static ObjectNode call(List<ToolSpec> tools, ObjectNode arguments) {
        var names = NODES.arrayNode();
        tools.forEach(it -> names.add(it.name().value()));
        var call = object();
        member(call, "tool", NODES.objectNode().put("type", "string").set("enum", names));
        member(call, "arguments", arguments);
        return call;
    }

    private static ObjectNode arguments(ToolSpec tool) {
        return plain(Json.wire().readTree(tool.parameters()), 0)
                .filter(it -> it.path("type").asString("").equals("object"))
                .orElseGet(StepSchema::anyObject);
    }

    private static ObjectNode anyObject() {
        return NODES.objectNode().put("type", "object");
    }

    /** The part of a schema that a grammar can hold; empty if that says something else than the whole. */
    private static Optional<ObjectNode> plain(JsonNode schema, int depth) {
        if (depth > DEEPEST || !schema.isObject() || BEYOND.stream().anyMatch(schema::has)) {
            return Optional.empty();
        }
        if (schema.has("enum")) {
            var kept = NODES.objectNode();
            if (schema.path("type").isString()) {
                kept.set("type", schema.path("type"));
            }
            return Optional.of(kept.set("enum", schema.path("enum")));
        }
        return switch (schema.path("type").asString("")) {
            case "object" -> members(schema, depth);
            case "array" -> items(schema, depth);
            case "string", "integer", "number", "boolean", "null" ->
                Optional.of(NODES.objectNode().set("type", schema.path("type")));
            default -> union(schema, depth);
        };
    }

    private static Optional<ObjectNode> members(JsonNode schema, int depth) {
        if (schema.path("properties").isEmpty()
                && !schema.path("additionalProperties").isBoolean()) {
            return Optional.of(anyObject());
        }
        if (!schema.path("additionalProperties").isMissingNode()
                && !schema.path("additionalProperties").equals(NODES.booleanNode(false))) {
            return Optional.of(anyObject());
        }
        var kept = object();
        for (var each : schema.path("properties").properties()) {
            ((ObjectNode) kept.path("properties")).set(each.getKey(), value(each.getValue(), depth));
        }
        kept.set("required", schema.has("required") ? schema.path("required") : NODES.arrayNode());
        return Optional.of(kept);
    }

    private static Optional<ObjectNode> items(JsonNode schema, int depth) {
        var kept = NODES.objectNode().put("type", "array");
        return Optional.of(kept.set("items", value(schema.path("items"), depth)));
    }

    private static Optional<ObjectNode> union(JsonNode schema, int depth) {
        var choices = schema.path(schema.has("oneOf") ? "oneOf" : "anyOf");
        if (choices.isEmpty()) {
            return Optional.empty();
        }
        var kept = NODES.objectNode();
        var any = kept.putArray("anyOf");
        choices.forEach(it -> any.add(value(it, depth)));
        return Optional.of(kept);
    }

    /** Any value, where no more can be said. */
    private static JsonNode value(JsonNode schema, int depth) {
        return plain(schema, depth + 1).orElseGet(NODES::objectNode);
    }

    private static ObjectNode object() {
        var object = NODES.objectNode().put("type", "object");
        object.putObject("properties");
        object.putArray("required");
        return object.put("additionalProperties", false);
    }

    private static void member(ObjectNode object, String name, JsonNode schema) {
        ((ObjectNode) object.path("properties")).set(name, schema);
        ((ArrayNode) object.path("required")).add(name);
    }
}
