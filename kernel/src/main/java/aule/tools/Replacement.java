package aule.tools;

import aule.schema.Describe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One exact text that gives way to another. */
record Replacement(
        @Describe("Exact text to find, with its indentation.")
        String search,

        String replace,

        @Describe(value = "How often it must occur; 1 if absent.", min = 1) @Nullable
        Integer expectedCount) {

    /** What comes of it. */
    sealed interface Outcome {

        /** @param lines where it was, in words */
        record Done(String text, String lines) implements Outcome {}

        record Refused(String sentence) implements Outcome {}
    }

    /** @param path the file that has the text */
    Outcome in(String path, String text) {
        var places = places(text);
        var expected = expectedCount == null ? 1 : expectedCount;
        if (places.isEmpty()) {
            return new Outcome.Refused(Mismatch.explain(path, text, search, replace));
        }
        if (places.size() != expected) {
            return new Outcome.Refused(Mismatch.count(path, text, places, expected));
        }
        return new Outcome.Done(text.replace(search, replace), Mismatch.numbers(text, places));
    }

    private List<Integer> places(String text) {
        var places = new ArrayList<Integer>();
        for (var at = text.indexOf(search); at >= 0; at = text.indexOf(search, at + search.length())) {
            places.add(at);
        }
        return places;
    }
}
