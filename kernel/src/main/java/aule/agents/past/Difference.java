package aule.agents.past;

import aule.kernel.Event;
import aule.schema.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * One place where a replay left its record.
 *
 * @param position of the recorded event in its stream
 * @param what in words: the type of the event, and which of its members differ
 * @param expected those members as recorded, long texts cut
 * @param actual the same as replayed; null if the replay has nothing here
 */
public record Difference(
        long position,
        String what,
        JsonNode expected,
        @Nullable JsonNode actual) {

    private static final int LONGEST = 2_000;

    static Difference missing(long position, Event recorded, String why) {
        var tree = tree(recorded);
        return new Difference(position, "%s: %s".formatted(type(tree), why), clipped(tree), null);
    }

    /** Two events at one place, which differ. */
    static Difference between(long position, Event recorded, Event played) {
        var expected = tree(recorded);
        var actual = tree(played);
        if (!type(expected).equals(type(actual))) {
            var what = "%s instead of %s".formatted(type(actual), type(expected));
            return new Difference(position, what, clipped(expected), clipped(actual));
        }
        var names = new ArrayList<String>();
        expected.propertyNames().forEach(names::add);
        actual.propertyNames().stream().filter(it -> !expected.has(it)).forEach(names::add);
        names.removeIf(it -> expected.path(it).equals(actual.path(it)));
        var what = "%s: %s".formatted(type(expected), String.join(", ", names));
        return new Difference(position, what, only(expected, names), only(actual, names));
    }

    private static ObjectNode tree(Event event) {
        return Json.wire().valueToTree(event);
    }

    private static String type(ObjectNode event) {
        return event.path("type").asString();
    }

    private static ObjectNode only(ObjectNode event, List<String> names) {
        return clipped(event.deepCopy().retain(names));
    }

    private static ObjectNode clipped(ObjectNode event) {
        event.properties().forEach(it -> it.setValue(clipped(it.getValue())));
        return event;
    }

    private static JsonNode clipped(JsonNode value) {
        return value.isString() && value.asString().length() > LONGEST
                ? StringNode.valueOf(value.asString().substring(0, LONGEST) + "…")
                : value;
    }
}
