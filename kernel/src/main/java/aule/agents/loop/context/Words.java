package aule.agents.loop.context;

import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Texts in short. */
public final class Words {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Words() {}

    /** The beginning of a text on one line, in characters. */
    public static String clip(String text, int longest) {
        var flat = text.length() > longest * 4 ? text.substring(0, longest * 4) : text;
        var line = flat.strip().replaceAll("\\s+", " ");
        return line.length() <= longest ? line : whole(line, longest - 1) + "…";
    }

    /** The longest beginning of a text that has at most so many characters and cuts none in two. */
    static String whole(String text, int longest) {
        var end = Math.min(text.length(), Math.max(0, longest));
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    /** The longest beginning of a text that has at most so many bytes as UTF-8. */
    static String head(String text, long bytes) {
        var left = bytes;
        var at = 0;
        while (at < text.length()) {
            var c = text.codePointAt(at);
            left -= c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
            if (left < 0) {
                break;
            }
            at += Character.charCount(c);
        }
        return text.substring(0, at);
    }

    static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What a call was about: its path, its command, or whatever text comes first. */
    public static String subject(String arguments, int longest) {
        try {
            var object = JSON.readTree(arguments);
            for (var name : List.of("path", "command", "from", "question")) {
                if (object.path(name).isString()) {
                    return clip(object.path(name).asString(), longest);
                }
            }
            return object.values().stream()
                    .filter(JsonNode::isString)
                    .findFirst()
                    .map(it -> clip(it.asString(), longest))
                    .orElse("");
        } catch (JacksonException broken) {
            return clip(arguments, longest);
        }
    }

    /** One argument of a call, empty if it has none of this name. */
    static String argument(String arguments, String name) {
        try {
            return JSON.readTree(arguments).path(name).asString("");
        } catch (JacksonException broken) {
            return "";
        }
    }
}
