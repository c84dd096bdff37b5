package aule.cli;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Merges the pieces of live text: after a reconnect the stream may repeat what was shown already. */
final class Pieces {

    private final Map<String, Long> shown = new HashMap<>();

    /** The part of the piece that has not been shown yet; a hole before it is marked. */
    String fresh(String type, JsonNode data) {
        String key = type + " " + Json.text(data, "source");
        String text = Json.text(data, "text");
        long known = shown.getOrDefault(key, 0L);
        long offset = data.path("offset").asLong(known);
        long end = offset + text.length();
        if (end <= known) {
            return "";
        }
        shown.put(key, end);
        return offset > known ? "…" + text : text.substring((int) (known - offset));
    }

    /** Whether anything of the source was shown. */
    boolean any(String type, String source) {
        return shown.containsKey(type + " " + source);
    }
}
