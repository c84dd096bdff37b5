package aule.terminals;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The newest part of what a terminal said. Offsets count characters (UTF-16) from its beginning. Not for several
 * threads.
 */
final class Scrollback {

    /** Small pieces are joined, so that many short outputs cost no more than a few long ones. */
    private static final int JOINED = 4 * 1024;

    /**
     * A part of it.
     *
     * @param offset of its first character
     */
    record Part(long offset, String text) {

        long end() {
            return offset + text.length();
        }
    }

    private final Deque<String> pieces = new ArrayDeque<>();
    private final int most;
    private long start;
    private long end;

    /** @param most characters that are kept */
    Scrollback(int most) {
        this.most = most;
    }

    void add(String text) {
        var last = pieces.peekLast();
        if (last != null && last.length() + text.length() <= JOINED) {
            pieces.removeLast();
            pieces.add(last + text);
        } else {
            pieces.add(text);
        }
        end += text.length();
        while (end - start > most && pieces.size() > 1) {
            start += pieces.removeFirst().length();
        }
    }

    /** The offset of the oldest character that is still here. */
    long start() {
        return start;
    }

    /** How many characters were said in all. */
    long end() {
        return end;
    }

    /** Where a reader who wants what is behind an offset really begins: what is gone is left out up to the next line. */
    long from(long offset) {
        if (offset >= start || start == 0) {
            return Math.clamp(offset, start, end);
        }
        var first = pieces.peekFirst();
        var line = first == null ? -1 : first.indexOf('\n');
        return start + line + 1;
    }

    /** From an offset on that is here, at most up to another and never half a character at the end. */
    Part part(long from, long to, int longest) {
        var text = new StringBuilder();
        var at = start;
        for (var piece : pieces) {
            var next = at + piece.length();
            if (next > from && at < to && text.length() < longest) {
                text.append(piece, (int) Math.max(0, from - at), (int) Math.min(piece.length(), to - at));
            }
            at = next;
        }
        var length = Math.min(text.length(), longest);
        var half = length > 1 && length < text.length() && Character.isHighSurrogate(text.charAt(length - 1));
        return new Part(from, text.substring(0, half ? length - 1 : length));
    }
}
