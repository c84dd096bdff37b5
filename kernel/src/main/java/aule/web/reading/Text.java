package aule.web.reading;

import java.util.List;
import java.util.Map;

/**
 * What a document says.
 *
 * @param facts what it says of itself, such as its title and author, in the order in which they are shown
 * @param body Markdown, or the document's own text
 * @param links where it leads, empty unless asked for
 * @param notes what the reader should know about how it was read
 */
public record Text(Map<String, String> facts, String body, List<Link> links, List<String> notes) {

    /** A link and what it is called. */
    public record Link(String title, String address) {}

    static Text plain(String body) {
        return new Text(Map.of(), body, List.of(), List.of());
    }
}
