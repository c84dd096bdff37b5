package aule.tools;

import aule.schema.Json;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the JSON object that a model meant, whatever it put around or into it. */
public final class JsonRepair {

    private static final Pattern FENCE = Pattern.compile("```[\\w-]*[ \\t]*\\R?(.*?)(?:```|\\z)", Pattern.DOTALL);

    private static final int DEEPEST = 3;

    /**
     * What was read.
     *
     * @param mended whether the text was not the plain JSON of an object
     * @param cut whether the text ended inside a value, so that the value may be shorter than meant
     */
    public record Read(ObjectNode value, boolean mended, boolean cut) {}

    private JsonRepair() {}

    /** Empty if there is no object in the text; an empty text stands for an object without members. */
    public static Optional<Read> object(String text) {
        return object(text.strip(), 0);
    }

    private static Optional<Read> object(String text, int depth) {
        if (text.isEmpty()) {
            return Optional.of(new Read(JsonNodeFactory.instance.objectNode(), false, false));
        }
        return strict(text).map(it -> unwrap(it, depth)).orElseGet(() -> lenient(text));
    }

    private static Optional<JsonNode> strict(String text) {
        try {
            return Optional.of(Json.wire().readTree(text)).filter(it -> !it.isMissingNode());
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    /** Finds the object in an answer that is JSON but not one: encoded twice, alone in a list, or nothing at all. */
    private static Optional<Read> unwrap(JsonNode node, int depth) {
        if (node instanceof ObjectNode object) {
            return Optional.of(new Read(object, depth > 0, false));
        }
        if (node.isString() && depth < DEEPEST) {
            return object(node.asString("").strip(), depth + 1).map(it -> new Read(it.value(), true, it.cut()));
        }
        if (node.isArray() && node.size() == 1) {
            return unwrap(node.get(0), depth + 1);
        }
        return node.isNull()
                ? Optional.of(new Read(JsonNodeFactory.instance.objectNode(), true, false))
                : Optional.empty();
    }

    private static Optional<Read> lenient(String text) {
        var fenced = FENCE.matcher(text);
        var inner = fenced.find() && text.indexOf('{') >= fenced.start()
                ? fenced.group(1).strip()
                : text;
        var begin = inner.indexOf('{');
        if (begin < 0) {
            return Optional.empty();
        }
        var plain = strict(inner);
        if (plain.isPresent() && plain.get() instanceof ObjectNode object) {
            return Optional.of(new Read(object, true, false));
        }
        var reader = new LenientJson(inner, begin);
        var value = reader.value();
        return value instanceof ObjectNode object
                ? Optional.of(new Read(object, true, reader.cut()))
                : Optional.empty();
    }
}
