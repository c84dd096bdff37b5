package aule.workspace;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** The lines of a text of any length with their numbers; a long line comes in pieces that all have its number. */
public final class NumberedLines {

    /** The longest piece, in characters. */
    public static final int LONGEST = 16 * 1024;

    private final Reader text;
    private final char[] buffer = new char[LONGEST];
    private final StringBuilder line = new StringBuilder();
    private int filled;
    private int at;
    private int number;
    private boolean ended = true;

    public NumberedLines(Reader text) {
        this.text = text;
    }

    /** The number of the line that was read last, from 1. */
    public int number() {
        return number;
    }

    /** The next line or piece of one, without its end; null behind the last. */
    @Nullable
    public String next() throws IOException {
        line.setLength(0);
        if (!more()) {
            return null;
        }
        number += ended ? 1 : 0;
        ended = false;
        while (!ended && line.length() < LONGEST && more()) {
            take();
        }
        var last = line.length() - 1;
        return ended && last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }

    /** Takes what is at hand up to the end of the line. */
    private void take() {
        var most = Math.min(filled, at + LONGEST - line.length());
        var end = at;
        while (end < most && buffer[end] != '\n') {
            end++;
        }
        line.append(buffer, at, end - at);
        ended = end < filled && buffer[end] == '\n';
        at = ended ? end + 1 : end;
    }

    private boolean more() throws IOException {
        if (at == filled) {
            filled = Math.max(0, text.read(buffer, 0, buffer.length));
            at = 0;
        }
        return filled > 0;
    }
}
