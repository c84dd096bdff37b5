package aule.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A hunk while it is read. */
final class HunkLines {

    private static final Pattern HEADER =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*");

    private final String header;
    private final int place;
    private final int line;
    private final List<Hunk.Line> lines = new ArrayList<>();
    private int oldLeft;
    private int newLeft;
    private int emptyAtEnd;
    private boolean endsOpen;

    HunkLines(String header, int place) {
        var counts = HEADER.matcher(header.strip());
        this.header = header.strip();
        this.place = place;
        if (counts.matches()) {
            oldLeft = counts.group(2) == null ? 1 : Integer.parseInt(counts.group(2));
            newLeft = counts.group(4) == null ? 1 : Integer.parseInt(counts.group(4));
            var first = Integer.parseInt(counts.group(1));
            line = oldLeft == 0 ? first + 1 : first;
        } else {
            line = 0;
        }
    }

    /** Whether it has as many lines as it said. */
    boolean complete() {
        return oldLeft <= 0 && newLeft <= 0;
    }

    /** Takes the next line; false if it is none of a hunk. */
    boolean add(String raw) {
        if (raw.startsWith("\\")) {
            endsOpen |= !lines.isEmpty() && lines.getLast().side() != Hunk.Side.OLD;
            return true;
        }
        emptyAtEnd = raw.isEmpty() && complete() ? emptyAtEnd + 1 : 0;
        var side = switch (raw.isEmpty() ? ' ' : raw.charAt(0)) {
            case ' ' -> Hunk.Side.BOTH;
            case '-' -> Hunk.Side.OLD;
            case '+' -> Hunk.Side.NEW;
            default -> null;
        };
        if (side == null) {
            return false;
        }
        oldLeft -= side == Hunk.Side.NEW ? 0 : 1;
        newLeft -= side == Hunk.Side.OLD ? 0 : 1;
        lines.add(new Hunk.Line(side, raw.isEmpty() ? "" : raw.substring(1)));
        return true;
    }

    /** Empty lines behind what the header counted are taken for the space after the hunk. */
    Hunk hunk() {
        return new Hunk(header, line, place, lines.subList(0, lines.size() - emptyAtEnd), endsOpen);
    }
}
