package aule.models.wire;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes what goes over the wire to a model server. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    /** @throws AuleException with {@code PROVIDER_ERROR} that shows the beginning of what is no JSON object */
    static JsonNode read(String who, String text) {
        var node = attempt(text);
        if (node.isObject()) {
            return node;
        }
        throw new AuleException(
                ErrorCode.PROVIDER_ERROR,
                "%s sent something that is not a JSON object: '%s'.".formatted(who, clip(text, 120)));
    }

    /** @throws AuleException with {@code INVALID} if what an answer must match does not describe an object */
    static JsonNode schema(String text) {
        var schema = attempt(text);
        if (!text(schema, "type").equals("object")) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "What an answer must match is a JSON Schema whose type is 'object', which this is not: '%s'."
                            .formatted(clip(text, 120)));
        }
        return schema;
    }

    /** The JSON in a text, or a missing node if there is none. */
    static JsonNode attempt(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException _) {
            return MAPPER.missingNode();
        }
    }

    /** A member's text; empty when it is absent, null or not text. */
    static String text(JsonNode node, String member) {
        var value = node.path(member);
        return value.isString() ? value.stringValue() : "";
    }

    /** A member's whole number; zero when it is absent, negative, or not a number that fits. */
    static long number(JsonNode node, String member) {
        var value = node.path(member);
        return value.isNumber() ? Math.max(0, value.asLong(0)) : 0;
    }

    static String clip(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most) + "…";
    }
}
