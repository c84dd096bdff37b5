package aule.tools;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads JSON as people and models write it: other quotes, no quotes, stray commas, comments, Python's words, no end. */
final class LenientJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?");
    private static final int DEEPEST = 64;

    private final String text;
    private int at;
    private int depth;
    private boolean cut;

    LenientJson(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Whether the text ended inside a value. */
    boolean cut() {
        return cut;
    }

    JsonNode value() {
        return value(LenientText.Place.MEMBER);
    }

    private JsonNode value(LenientText.Place place) {
        skip();
        if (!more()) {
            cut = true;
            return NODES.nullNode();
        }
        var c = text.charAt(at);
        if (c == '{' && depth < DEEPEST) {
            return object();
        }
        if (c == '[' && depth < DEEPEST) {
            return array();
        }
        return LenientText.closing(c) != 0 ? NODES.stringNode(string(place)) : bare();
    }

    private JsonNode object() {
        var object = NODES.objectNode();
        depth++;
        at++;
        for (skipCommas(); more() && text.charAt(at) != '}' && text.charAt(at) != ']'; skipCommas()) {
            var name = LenientText.closing(text.charAt(at)) != 0 ? string(LenientText.Place.NAME) : bareName();
            skip();
            if (more() && (text.charAt(at) == ':' || text.charAt(at) == '=')) {
                at++;
                at += more() && text.charAt(at) == '>' ? 1 : 0;
                object.set(name, value());
            } else if (more() && text.charAt(at) != '}' && text.charAt(at) != ',') {
                at++;
            }
        }
        at++;
        depth--;
        return object;
    }

    private JsonNode array() {
        var array = NODES.arrayNode();
        depth++;
        at++;
        for (skipCommas(); more() && text.charAt(at) != ']' && text.charAt(at) != '}'; skipCommas()) {
            array.add(value(LenientText.Place.ITEM));
        }
        at += more() && text.charAt(at) == ']' ? 1 : 0;
        depth--;
        return array;
    }

    private String string(LenientText.Place place) {
        var reader = new LenientText(text, at, place);
        var read = reader.read();
        at = reader.end();
        cut |= reader.cut();
        return read;
    }

    private String bareName() {
        var from = at;
        while (more() && ":=,}\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at).strip();
    }

    private JsonNode bare() {
        var from = at;
        while (more() && ",}]\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var word = text.substring(from, at).strip();
        if (from == at) {
            at++;
        }
        return switch (word) {
            case "true", "True", "TRUE" -> NODES.booleanNode(true);
            case "false", "False", "FALSE" -> NODES.booleanNode(false);
            case "null", "None", "undefined", "nil", "NaN", "" -> NODES.nullNode();
            default -> NUMBER.matcher(word).matches() ? number(word) : NODES.stringNode(word);
        };
    }

    private static JsonNode number(String word) {
        var value = new BigDecimal(word);
        var whole = value.stripTrailingZeros().scale() <= 0 && value.abs().compareTo(BigDecimal.valueOf(1L << 53)) < 0;
        return whole ? NODES.numberNode(value.longValue()) : NODES.numberNode(value.doubleValue());
    }

    private boolean more() {
        return at < text.length();
    }

    private void skipCommas() {
        skip();
        while (more() && text.charAt(at) == ',') {
            at++;
            skip();
        }
    }

    /** Passes over space and comments. */
    private void skip() {
        while (more()) {
            if (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\uFEFF') {
                at++;
            } else if (text.startsWith("//", at) || text.charAt(at) == '#') {
                var end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (text.startsWith("/*", at)) {
                var end = text.indexOf("*/", at + 2);
                at = end < 0 ? text.length() : end + 2;
            } else {
                return;
            }
        }
    }
}
