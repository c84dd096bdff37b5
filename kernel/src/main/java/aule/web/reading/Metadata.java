package aule.web.reading;

import aule.kernel.AuleException;
import aule.schema.Json;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a page says of itself in its head: by its own elements, by Open Graph and by JSON-LD. */
final class Metadata {

    private static final int LONGEST = 300;
    private static final int NODES = 2_000;

    private final Document page;
    private final Map<String, String> found = new LinkedHashMap<>();

    private Metadata(Document page) {
        this.page = page;
    }

    static Map<String, String> of(Document page) {
        var it = new Metadata(page);
        var linked = it.linked();
        it.put("title", it.meta("og:title"), linked.get("headline"), page.title());
        it.put("author", linked.get("author"), it.meta("author"), it.meta("article:author"));
        it.put("published", it.meta("article:published_time"), linked.get("datePublished"), it.meta("date"));
        it.put("modified", it.meta("article:modified_time"), linked.get("dateModified"));
        it.put("language", it.attribute("html", "lang"), linked.get("inLanguage"), it.meta("og:locale"));
        it.put("site", it.meta("og:site_name"), linked.get("publisher"));
        it.put("description", it.meta("og:description"), it.meta("description"), linked.get("description"));
        it.put("canonical", page.select("link[rel=canonical][href]").attr("abs:href"));
        return it.found;
    }

    /** One line and no longer than a reader wants it. */
    static String line(String text) {
        var line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }

    private void put(String name, @Nullable String... candidates) {
        for (var candidate : candidates) {
            if (candidate != null && !candidate.isBlank()) {
                found.put(name, line(candidate));
                return;
            }
        }
    }

    private String meta(String name) {
        return page.select("meta[property=%1$s][content], meta[name=%1$s][content]".formatted(name))
                .attr("content");
    }

    private String attribute(String element, String name) {
        return page.select(element).attr(name);
    }

    /** Of the first object that is an article or says when it was published. */
    private Map<String, String> linked() {
        for (var script : page.select("script[type=application/ld+json]")) {
            try {
                var article = article(Json.parse(script.data()));
                if (!article.isEmpty()) {
                    return article;
                }
            } catch (AuleException _) {
                // what is not JSON says nothing
            }
        }
        return Map.of();
    }

    private static Map<String, String> article(JsonNode root) {
        var left = new ArrayDeque<JsonNode>();
        left.add(root);
        for (var seen = 0; !left.isEmpty() && seen < NODES; seen++) {
            var node = left.remove();
            if (node.has("headline") || node.has("datePublished")) {
                return facts(node);
            }
            node.forEach(left::add);
        }
        return Map.of();
    }

    private static Map<String, String> facts(JsonNode article) {
        var facts = new LinkedHashMap<String, String>();
        article.properties().forEach(it -> {
            var text = name(it.getValue());
            if (!text.isEmpty()) {
                facts.put(it.getKey(), text);
            }
        });
        return facts;
    }

    /** A text, the name of a thing, or the names of several. */
    private static String name(JsonNode value) {
        if (value.isString()) {
            return value.asString();
        }
        if (value.isObject()) {
            return value.path("name").asString("");
        }
        if (value.isArray()) {
            return value.valueStream()
                    .map(Metadata::name)
                    .filter(it -> !it.isEmpty())
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
        }
        return "";
    }
}
