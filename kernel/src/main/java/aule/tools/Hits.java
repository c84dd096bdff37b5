package aule.tools;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What a search in files tells, as much as fits: matching lines with their neighbours, files, or counts of lines. */
final class Hits {

    private static final int BYTES = 14 * 1024;
    private static final int WIDEST = 300;

    /** A line that is told only if a match follows. */
    private record Kept(int number, String text) {}

    private final Grep.Show show;
    private final int context;
    private final int limit;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Kept> before = new ArrayDeque<>();
    private String path = "";
    private int left = BYTES;
    private int told;
    private int inFile;
    private int after;
    private int lastShown;
    private int lastHit;
    private boolean full;

    Hits(Grep.Show show, int context, int limit) {
        this.show = show;
        this.context = context;
        this.limit = limit;
    }

    /** Whether something was found that does not fit any more. */
    boolean full() {
        return full;
    }

    /** Whether the rest of this file does not matter. */
    boolean done() {
        return full || (show == Grep.Show.FILES && inFile > 0);
    }

    void begin(String file) {
        path = file;
        inFile = 0;
        after = 0;
        lastShown = 0;
        lastHit = 0;
        before.clear();
    }

    /** @param at where the match is in the line; -1 if there is none */
    void line(int number, String line, int at) {
        if (at >= 0 && number != lastHit) {
            lastHit = number;
            inFile++;
            if (show == Grep.Show.LINES) {
                match(number, line, at);
            }
        } else if (show == Grep.Show.LINES && context > 0) {
            around(number, line);
        }
    }

    void end() {
        if (inFile > 0 && show != Grep.Show.LINES) {
            add(show == Grep.Show.FILES ? path : path + ":" + inFile);
        }
    }

    private void match(int number, String line, int at) {
        if (context > 0 && !text.isEmpty() && (lastShown == 0 || number - before.size() > lastShown + 1)) {
            text.append("--\n");
        }
        before.forEach(it -> put(path + "-" + it.number() + "-" + cut(it.text(), 0)));
        before.clear();
        add(path + ":" + number + ":" + cut(line, at));
        lastShown = number;
        after = context;
    }

    private void around(int number, String line) {
        if (after > 0) {
            after--;
            put(path + "-" + number + "-" + cut(line, 0));
            lastShown = number;
            return;
        }
        before.add(new Kept(number, line.substring(0, Math.min(line.length(), WIDEST + 1))));
        if (before.size() > context) {
            before.removeFirst();
        }
    }

    private void add(String line) {
        full |= told == limit;
        put(line);
        told += full ? 0 : 1;
    }

    private void put(String line) {
        left -= line.getBytes(StandardCharsets.UTF_8).length + 1;
        full |= left < 0;
        if (!full) {
            text.append(line).append('\n');
        }
    }

    /** Of a long line only what is around the match. */
    private static String cut(String line, int at) {
        if (line.length() <= WIDEST) {
            return line;
        }
        var from = Math.max(0, Math.min(at - WIDEST / 3, line.length() - WIDEST));
        var to = from + WIDEST;
        return (from > 0 ? "…" : "") + line.substring(from, to) + (to < line.length() ? "…" : "");
    }

    /** @param unseen what was not looked at, empty if nothing */
    Tool.Result result(String pattern, String unseen, boolean whole) {
        if (told == 0) {
            return Tool.Result.success("Nothing matches '%s'.%s".formatted(pattern, unseen));
        }
        var rest = full
                ? "[%,d shown; there are more. Narrow the pattern or the path.]".formatted(told)
                : whole ? "" : "[" + unseen.strip() + "]";
        return new Tool.Result.Success((text + rest).stripTrailing(), List.of(), null, !whole);
    }
}
