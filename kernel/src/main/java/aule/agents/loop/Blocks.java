package aule.agents.loop;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The named parts of what a model is told at the head of every request. */
record Blocks(Map<String, String> texts) {

    Blocks {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }

    /** The same with one block more; an empty one is none. */
    Blocks and(String name, String text) {
        var more = new LinkedHashMap<>(texts);
        if (!text.isEmpty()) {
            more.put(name, text);
        }
        return new Blocks(more);
    }

    String text() {
        return String.join("", texts.values());
    }

    /** Bytes of each. */
    Map<String, Long> sizes() {
        var sizes = new LinkedHashMap<String, Long>();
        texts.forEach((name, text) -> sizes.put(name, (long) text.getBytes(StandardCharsets.UTF_8).length));
        return sizes;
    }
}
