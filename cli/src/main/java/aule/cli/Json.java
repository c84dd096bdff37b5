package aule.cli;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the wire has it: trees in, trees out. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** @throws Refusal when the text is not JSON */
    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw Refusal.failed("This is not JSON: " + e.getOriginalMessage() + ".");
        }
    }

    /** The object that a text field holds, or an empty one where the text holds anything else. */
    static ObjectNode objectIn(JsonNode field) {
        if (field instanceof ObjectNode object) {
            return object;
        }
        String text = field.asString("");
        if (text.isBlank()) {
            return object();
        }
        try {
            return MAPPER.readTree(text) instanceof ObjectNode object ? object : object();
        } catch (JacksonException e) {
            return object();
        }
    }

    static String pretty(JsonNode node) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node);
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
