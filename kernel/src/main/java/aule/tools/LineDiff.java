package aule.tools;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines that differ between two texts.
 *
 * @param removed lines that only the first has
 * @param added lines that only the second has
 */
record LineDiff(List<String> removed, List<String> added) {

    /** Above this many cells the middle is taken as replaced whole. */
    private static final long LARGEST = 4_000_000;

    static LineDiff of(String before, String after) {
        var a = Text.lines(before);
        var b = Text.lines(after);
        var head = 0;
        while (head < Math.min(a.size(), b.size()) && a.get(head).equals(b.get(head))) {
            head++;
        }
        var tail = 0;
        while (tail < Math.min(a.size(), b.size()) - head
                && a.get(a.size() - 1 - tail).equals(b.get(b.size() - 1 - tail))) {
            tail++;
        }
        return middle(a.subList(head, a.size() - tail), b.subList(head, b.size() - tail));
    }

    private static LineDiff middle(List<String> a, List<String> b) {
        if ((long) a.size() * b.size() > LARGEST) {
            return new LineDiff(List.copyOf(a), List.copyOf(b));
        }
        var common = lengths(a, b);
        var removed = new ArrayList<String>();
        var added = new ArrayList<String>();
        var i = 0;
        var j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && a.get(i).equals(b.get(j))) {
                i++;
                j++;
            } else if (j >= b.size() || (i < a.size() && common[i + 1][j] >= common[i][j + 1])) {
                removed.add(a.get(i++));
            } else {
                added.add(b.get(j++));
            }
        }
        return new LineDiff(removed, added);
    }

    /** How many lines the rests from i and j have in common, in order. */
    private static int[][] lengths(List<String> a, List<String> b) {
        var common = new int[a.size() + 1][b.size() + 1];
        for (var i = a.size() - 1; i >= 0; i--) {
            for (var j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** The first changed lines, marked as a diff marks them. */
    String head(int lines) {
        var shown = new StringBuilder();
        removed.stream()
                .limit(lines / 2)
                .forEach(it -> shown.append("- ").append(it).append('\n'));
        var left = lines - Math.min(removed.size(), lines / 2);
        added.stream().limit(left).forEach(it -> shown.append("+ ").append(it).append('\n'));
        var rest = removed.size() + added.size() - Math.min(removed.size(), lines / 2) - Math.min(added.size(), left);
        return rest > 0 ? shown + "… %d more changed lines\n".formatted(rest) : shown.toString();
    }
}
