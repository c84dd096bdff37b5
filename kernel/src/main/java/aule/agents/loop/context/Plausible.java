package aule.agents.loop.context;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;

/** Tells a summary from what only looks like an answer. */
final class Plausible {

    private static final int SHORTEST = 8;
    private static final int LONGEST_WORD = 400;
    private static final int MANY = 60;

    private Plausible() {}

    /** What is wrong with a text, as the end of a sentence that begins with who wrote it. */
    static Optional<String> fault(String text) {
        if (text.length() < SHORTEST) {
            return Optional.of("wrote nothing.");
        }
        if (text.chars().anyMatch(it -> it < ' ' && it != '\n' && it != '\r' && it != '\t')) {
            return Optional.of("wrote no text.");
        }
        var words = text.split("\\s+");
        if (Arrays.stream(words)
                .anyMatch(it -> it.length() > LONGEST_WORD && it.chars().allMatch(c -> c < 0x250))) {
            return Optional.of("wrote no words.");
        }
        if (words.length > MANY && new HashSet<>(Arrays.asList(words)).size() * 10 < words.length) {
            return Optional.of("said the same again and again.");
        }
        return Optional.empty();
    }
}
