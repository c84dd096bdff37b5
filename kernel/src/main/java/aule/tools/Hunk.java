package aule.tools;

import java.util.List;

/**
 * One place of a file that changes.
 *
 * @param header the line that begins it
 * @param line where it begins in the old file, from 1; 0 if it does not say
 * @param place the line of the patch in which it begins, from 1
 * @param endsOpen whether the new file ends with this hunk and without a line's end
 */
record Hunk(String header, int line, int place, List<Line> lines, boolean endsOpen) {

    /** What a line of a hunk is for. */
    enum Side {
        BOTH,
        OLD,
        NEW
    }

    record Line(Side side, String text) {}

    Hunk {
        lines = List.copyOf(lines);
    }

    /** The lines that it expects. */
    List<String> old() {
        return lines.stream()
                .filter(it -> it.side() != Side.NEW)
                .map(Line::text)
                .toList();
    }

    List<String> fresh() {
        return lines.stream()
                .filter(it -> it.side() != Side.OLD)
                .map(Line::text)
                .toList();
    }

    /** How many lines of context stand before the first change. */
    int leading() {
        var count = 0;
        while (count < lines.size() && lines.get(count).side() == Side.BOTH) {
            count++;
        }
        return count;
    }

    int trailing() {
        var count = 0;
        while (count < lines.size() && lines.get(lines.size() - 1 - count).side() == Side.BOTH) {
            count++;
        }
        return count;
    }

    /** The same hunk with less context. */
    Hunk without(int first, int last) {
        return new Hunk(
                header, line == 0 ? 0 : line + first, place, lines.subList(first, lines.size() - last), endsOpen);
    }
}
