package aule.models.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Says a JSON Schema in Gemini's dialect, which is a part of OpenAPI's: words it does not know are refused, so that what
 * they demand is left to whoever reads the answer.
 */
final class GeminiSchema {

    private static final Set<String> KEPT = Set.of(
            "title",
            "description",
            "nullable",
            "minItems",
            "maxItems",
            "minLength",
            "maxLength",
            "pattern",
            "minimum",
            "maximum");

    /** Others are refused. */
    private static final Set<String> FORMATS = Set.of("date-time", "enum", "int32", "int64", "float", "double");

    /** A schema that contains itself is cut off here, in levels and in all. */
    private static final int DEEPEST = 24;

    private static final int MOST = 1_000;

    private final JsonNode root;
    private int written;

    private GeminiSchema(JsonNode root) {
        this.root = root;
    }

    static ObjectNode of(JsonNode schema) {
        return new GeminiSchema(schema).said(schema, 0);
    }

    private ObjectNode said(JsonNode schema, int depth) {
        var result = Json.object();
        var whole = resolved(schema, depth);
        for (var word : whole.properties()) {
            if (KEPT.contains(word.getKey())) {
                result.set(word.getKey(), word.getValue());
            }
        }
        if (FORMATS.contains(Json.text(whole, "format"))) {
            result.set("format", whole.path("format"));
        }
        type(whole, result, depth);
        choices(whole, result);
        if (depth < DEEPEST && written++ < MOST) {
            members(whole, result, depth);
        }
        return result;
    }

    /** Follows references; one part of many is as good as the whole. */
    private JsonNode resolved(JsonNode schema, int depth) {
        var found = schema;
        for (var hops = depth; hops < DEEPEST && found.has("$ref"); hops++) {
            found = root.at(Json.text(found, "$ref").replaceFirst("^#", ""));
        }
        return found.path("allOf").size() == 1 ? resolved(found.path("allOf").path(0), depth + 1) : found;
    }

    private void type(JsonNode schema, ObjectNode result, int depth) {
        var types = types(schema);
        if (types.remove("null")) {
            result.put("nullable", true);
        }
        if (types.size() == 1) {
            result.put("type", types.getFirst().toUpperCase(Locale.ROOT));
        } else if (types.size() > 1 && depth < DEEPEST) {
            var any = result.putArray("anyOf");
            types.forEach(it -> any.addObject().put("type", it.toUpperCase(Locale.ROOT)));
        }
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return new ArrayList<>(StreamSupport.stream(type.spliterator(), false)
                    .map(it -> it.asString(""))
                    .toList());
        }
        if (type.isString()) {
            return new ArrayList<>(List.of(type.stringValue()));
        }
        return new ArrayList<>(guessed(schema));
    }

    /** Every schema needs a type, or choices that have one. */
    private static List<String> guessed(JsonNode schema) {
        if (schema.has("anyOf") || schema.has("oneOf")) {
            return List.of();
        }
        if (schema.has("properties")) {
            return List.of("object");
        }
        return List.of(schema.has("items") ? "array" : "string");
    }

    /** Only texts can be listed. */
    private static void choices(JsonNode schema, ObjectNode result) {
        var listed = schema.has("const") ? Json.array().add(schema.path("const")) : schema.path("enum");
        var texts = Json.array();
        listed.forEach(it -> {
            if (it.isString() && !it.stringValue().isEmpty()) {
                texts.add(it);
            }
        });
        if (!texts.isEmpty() && Json.text(result, "type").equals("STRING")) {
            result.set("enum", texts);
        }
    }

    private void members(JsonNode schema, ObjectNode result, int depth) {
        if (!schema.path("properties").isEmpty()) {
            var properties = result.putObject("properties");
            for (var member : schema.path("properties").properties()) {
                properties.set(member.getKey(), said(member.getValue(), depth + 1));
            }
            required(schema, result, properties);
        }
        if (Json.text(result, "type").equals("ARRAY")) {
            result.set("items", said(schema.path("items"), depth + 1));
        }
        var any = schema.has("anyOf") ? schema.path("anyOf") : schema.path("oneOf");
        if (!any.isEmpty()) {
            alternatives(any, result, depth);
        }
    }

    private static void required(JsonNode schema, ObjectNode result, ObjectNode properties) {
        var required = Json.array();
        schema.path("required").forEach(it -> {
            if (properties.has(it.asString(""))) {
                required.add(it);
            }
        });
        if (!required.isEmpty()) {
            result.set("required", required);
        }
    }

    private void alternatives(JsonNode any, ObjectNode result, int depth) {
        var said = Json.array();
        for (var each : any) {
            if (types(each).equals(List.of("null"))) {
                result.put("nullable", true);
            } else {
                said.add(said(each, depth + 1));
            }
        }
        if (said.size() == 1 && said.path(0) instanceof ObjectNode only) {
            result.setAll(only);
        } else {
            result.set("anyOf", said);
        }
    }
}
