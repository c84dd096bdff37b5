package aule.tools;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says why a text was not found in a file as it was named. */
final class Mismatch {

    private static final int SHOWN = 3;
    private static final int WIDEST = 160;

    private record Near(int line, String text, double likeness) {}

    private Mismatch() {}

    static String count(String path, String text, List<Integer> places, int expected) {
        return "The text occurs %d times in %s (%s), expected %d. Nothing was changed. %s"
                .formatted(
                        places.size(),
                        path,
                        numbers(text, places),
                        expected,
                        places.size() > expected
                                ? "Include more of the lines around the one you mean, or set expected_count to %d."
                                        .formatted(places.size())
                                : "Set expected_count to %d.".formatted(places.size()));
    }

    static String numbers(String text, List<Integer> places) {
        var lines = places.stream()
                .limit(10)
                .map(it -> String.valueOf(Text.line(text, it)))
                .collect(Collectors.joining(", "));
        return "%s %s%s".formatted(places.size() == 1 ? "line" : "lines", lines, places.size() > 10 ? ", …" : "");
    }

    static String explain(String path, String text, String search, String replace) {
        var start = "The text does not occur in %s (0 matches). Nothing was changed. ".formatted(path);
        if (text.isEmpty()) {
            return start + "The file is empty.";
        }
        if (matches(text, search, it -> it.replace("\r\n", "\n"))) {
            var file = text.contains("\r\n")
                    ? "The file ends its lines with CR LF (\\r\\n)"
                    : "The file ends its lines with LF (\\n)";
            return start + file + ", the text does not; use the file's line endings.";
        }
        if (blockAt(text, search, Mismatch::squeezed) > 0) {
            return start + whitespace(text, search);
        }
        if (blockAt(text, search, it -> it.toLowerCase(Locale.ROOT)) > 0) {
            var line = blockAt(text, search, it -> it.toLowerCase(Locale.ROOT));
            return start + "It differs only in upper and lower case; the file has\n" + quote(text, line, search);
        }
        if (!replace.isBlank() && text.contains(replace)) {
            var line = Text.line(text, text.indexOf(replace));
            return start + "The replacement stands there already, at line %d.".formatted(line);
        }
        return start + nearest(text, search);
    }

    private static boolean matches(String text, String search, UnaryOperator<String> view) {
        return view.apply(text).contains(view.apply(search));
    }

    private static String squeezed(String line) {
        return line.strip().replaceAll("\\s+", " ");
    }

    /** The line, from 1, where the lines of the text begin under some view of them; 0 if nowhere. */
    private static int blockAt(String text, String search, UnaryOperator<String> view) {
        var lines = Text.lines(text).stream().map(view).toList();
        var wanted = Text.lines(search).stream().map(view).toList();
        if (wanted.stream().allMatch(String::isBlank)) {
            return 0;
        }
        var one = wanted.size() == 1;
        return IntStream.rangeClosed(0, lines.size() - wanted.size())
                .filter(at -> one
                        ? lines.get(at).contains(wanted.getFirst())
                        : lines.subList(at, at + wanted.size()).equals(wanted))
                .map(at -> at + 1)
                .findFirst()
                .orElse(0);
    }

    private static String whitespace(String text, String search) {
        var at = blockAt(text, search, Mismatch::squeezed);
        var lines = Text.lines(text);
        var wanted = Text.lines(search);
        for (var i = 0; i < wanted.size(); i++) {
            var there = lines.get(at - 1 + i);
            if (!there.contains(wanted.get(i))) {
                return "It differs only in white space (%s) at line %d. The file has\n%s\nand the text has\n%s"
                        .formatted(kinds(there, wanted.get(i)), at + i, visible(there), visible(wanted.get(i)));
            }
        }
        return "It differs only in white space between the lines from line %d on.".formatted(at);
    }

    private static String kinds(String there, String wanted) {
        return there.indexOf('\t') >= 0 == (wanted.indexOf('\t') >= 0) ? "number of spaces" : "tabs against spaces";
    }

    /** White space as marks that cannot be overlooked. */
    private static String visible(String line) {
        return clip(line.replace("\t", "→").replace(" ", "·").replace("\r", "␍"));
    }

    private static String quote(String text, int from, String search) {
        var lines = Text.lines(text);
        var last =
                Math.min(lines.size(), from - 1 + Math.max(1, Text.lines(search).size()));
        return IntStream.range(from - 1, Math.min(last, from - 1 + 5))
                .mapToObj(it -> "%d: %s".formatted(it + 1, clip(lines.get(it))))
                .collect(Collectors.joining("\n"));
    }

    private static String nearest(String text, String search) {
        var wanted = Text.lines(search).stream()
                .filter(it -> !it.isBlank())
                .findFirst()
                .map(String::strip)
                .orElse("");
        if (wanted.isEmpty()) {
            return "The text is only white space.";
        }
        var lines = Text.lines(text);
        var near = IntStream.range(0, lines.size())
                .mapToObj(it -> new Near(
                        it + 1, lines.get(it), likeness(wanted, lines.get(it).strip())))
                .filter(it -> it.likeness() > 0.4)
                .sorted(Comparator.comparingDouble(Near::likeness).reversed().thenComparingInt(Near::line))
                .limit(SHOWN)
                .toList();
        if (near.isEmpty()) {
            return "No line is like its first line '%s'; read the file before you edit it.".formatted(clip(wanted));
        }
        return near.stream()
                .map(it -> "%d: %s".formatted(it.line(), clip(it.text())))
                .collect(Collectors.joining("\n", "The lines most like its first line are\n", ""));
    }

    /** How many of their neighbouring pairs of characters two lines share, from 0 to 1. */
    private static double likeness(String a, String b) {
        var first = pairs(a);
        var second = pairs(b);
        var both = new HashSet<>(first);
        both.retainAll(second);
        return first.isEmpty() || second.isEmpty() ? 0 : 2.0 * both.size() / (first.size() + second.size());
    }

    private static Set<String> pairs(String line) {
        return IntStream.range(0, Math.min(line.length(), 500) - 1)
                .mapToObj(it -> line.substring(it, it + 2))
                .collect(Collectors.toSet());
    }

    static String clip(String line) {
        return line.length() <= WIDEST ? line : line.substring(0, WIDEST) + "…";
    }
}
