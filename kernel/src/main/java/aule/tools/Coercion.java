package aule.tools;

import aule.schema.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns values into the kinds that a schema asks for where nothing is lost, and puts them in the schema's order. */
final class Coercion {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonNode properties;

    Coercion(JsonNode schema) {
        this.properties = schema.path("properties");
    }

    ObjectNode apply(ObjectNode given) {
        var named = rename(unwrap(given));
        var ordered = NODES.objectNode();
        for (var name : properties.propertyNames()) {
            var value = named.remove(name);
            if (value != null && !value.isNull()) {
                ordered.set(name, coerce(value, properties.path(name)));
            }
        }
        named.properties().forEach(rest -> ordered.set(rest.getKey(), rest.getValue()));
        return ordered;
    }

    /** The single text parameter of a tool that was called with bare text. */
    Optional<ObjectNode> bare(String text) {
        var names = List.copyOf(properties.propertyNames());
        var takesText = names.size() == 1
                && properties.path(names.getFirst()).path("type").asString("").equals("string");
        return takesText && !text.isBlank()
                ? Optional.of(NODES.objectNode().put(names.getFirst(), text.strip()))
                : Optional.empty();
    }

    /** Some models put the arguments one level deeper. */
    private ObjectNode unwrap(ObjectNode given) {
        if (given.size() != 1) {
            return given;
        }
        var only = given.properties().iterator().next();
        var wrapped =
                List.of("arguments", "args", "parameters", "params", "input").contains(only.getKey())
                        && !properties.has(only.getKey());
        return wrapped && parsed(only.getValue()) instanceof ObjectNode inner ? inner : given;
    }

    /** {@code timeoutSeconds} and {@code Timeout-Seconds} are {@code timeout_seconds}. */
    private ObjectNode rename(ObjectNode given) {
        var renamed = NODES.objectNode();
        for (var member : given.properties()) {
            var name = snake(member.getKey());
            var known = !properties.has(member.getKey()) && properties.has(name) && !given.has(name);
            renamed.set(known ? name : member.getKey(), member.getValue());
        }
        return renamed;
    }

    static String snake(String name) {
        return name.strip()
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[\\s-]+", "_")
                .toLowerCase(Locale.ROOT);
    }

    private static JsonNode coerce(JsonNode value, JsonNode schema) {
        return switch (schema.path("type").asString("")) {
            case "integer" -> whole(value);
            case "number" -> value.isString() ? number(value) : value;
            case "boolean" -> truth(value);
            case "string" -> value.isValueNode() ? NODES.stringNode(value.asString()) : value;
            case "array" -> list(value, schema.path("items"));
            case "object" -> parsed(value);
            default -> value;
        };
    }

    private static JsonNode whole(JsonNode value) {
        var number = value.isString() ? number(value) : value;
        return number.isNumber()
                        && number.asDouble() == Math.rint(number.asDouble())
                        && Math.abs(number.asDouble()) < 1e15
                ? NODES.numberNode((long) number.asDouble())
                : value;
    }

    private static JsonNode number(JsonNode value) {
        var text = value.asString("").strip();
        return text.matches("[-+]?\\d{1,15}(\\.\\d{1,15})?") ? NODES.numberNode(Double.parseDouble(text)) : value;
    }

    private static JsonNode truth(JsonNode value) {
        return switch (value.asString("").strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> NODES.booleanNode(true);
            case "false", "no" -> NODES.booleanNode(false);
            default -> value;
        };
    }

    private static JsonNode list(JsonNode value, JsonNode items) {
        var list = parsed(value);
        var elements = new ArrayList<JsonNode>();
        (list.isArray() ? list.values() : List.of(list)).forEach(it -> elements.add(coerce(it, items)));
        return NODES.arrayNode().addAll(elements);
    }

    /** An object or a list that was sent as the text of its JSON. */
    private static JsonNode parsed(JsonNode value) {
        var text = value.isString() ? value.asString("").strip() : "";
        if (!text.startsWith("{") && !text.startsWith("[")) {
            return value;
        }
        try {
            return Json.wire().readTree(text);
        } catch (JacksonException _) {
            return value;
        }
    }
}
