package aule.web.reading;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** A feed of news (RSS 1 and 2, Atom): its entries as a list. */
final class Feed {

    private static final int ENTRIES = 100;

    private Feed() {}

    /** Empty if the XML is none. */
    static Optional<Text> read(Document document) {
        var xml = Jsoup.parse(Charsets.text(document), document.address().toString(), Parser.xmlParser());
        var root = xml.children().stream()
                .filter(it -> !it.tagName().startsWith("?"))
                .findFirst();
        if (root.isEmpty() || !root.get().tagName().matches("(?i)rss|feed|rdf:RDF")) {
            return Optional.empty();
        }
        var entries = root.get().select("item, entry");
        var head = root.get().selectFirst("channel");
        var facts = new LinkedHashMap<String, String>();
        facts.put("title", child(head == null ? root.get() : head, "title"));
        facts.put("description", child(head == null ? root.get() : head, "description", "subtitle"));
        facts.values().removeIf(String::isEmpty);
        var shown = entries.stream().limit(ENTRIES).map(Feed::entry).toList();
        var notes = entries.size() > ENTRIES
                ? List.of("The feed has %,d entries; these are the first %d.".formatted(entries.size(), ENTRIES))
                : List.<String>of();
        return Optional.of(new Text(facts, String.join("\n\n", shown), List.of(), notes));
    }

    private static String entry(Element entry) {
        var link = child(entry, "link");
        var where = link.isEmpty() ? attribute(entry) : link;
        var when = child(entry, "pubDate", "updated", "published", "dc:date");
        var summary = child(entry, "description", "summary", "content");
        var title = child(entry, "title");
        return "- %s%s\n  %s%s"
                .formatted(
                        title.isEmpty() ? "(no title)" : title,
                        when.isEmpty() ? "" : " (%s)".formatted(when),
                        where,
                        summary.isEmpty() ? "" : "\n  " + summary)
                .stripTrailing();
    }

    private static String attribute(Element entry) {
        var link = entry.children().stream()
                .filter(it -> it.tagName().equalsIgnoreCase("link"))
                .filter(it -> it.attr("rel").isEmpty() || it.attr("rel").equals("alternate"))
                .findFirst();
        return link.map(it -> it.absUrl("href")).orElse("");
    }

    /** The text of the first child of one of these names, without the markup that it may hold. */
    private static String child(Element of, String... names) {
        for (var name : names) {
            for (var child : of.children()) {
                if (child.tagName().equalsIgnoreCase(name) && !child.text().isBlank()) {
                    return Metadata.line(Jsoup.parse(child.text()).text());
                }
            }
        }
        return "";
    }
}
