package aule.web;

import aule.web.reading.Text;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A page as somebody reads it.
 *
 * @param address where it was in the end
 * @param at when the server said that it is so
 * @param type its Content-Type, empty if the server told none
 * @param facts what it says of itself: title, author, when it was published, and so on
 * @param body Markdown, or the text as it is
 * @param links where it leads, empty unless asked for
 * @param notes what the kernel has to say about it, for example that it is only a part
 */
public record Page(
        URI address,
        Instant at,
        String type,
        Map<String, String> facts,
        String body,
        List<Link> links,
        List<String> notes) {

    /** A link and what it is called. */
    public record Link(String title, String address) {}

    static List<Link> links(List<Text.Link> links) {
        return links.stream().map(it -> new Link(it.title(), it.address())).toList();
    }
}
