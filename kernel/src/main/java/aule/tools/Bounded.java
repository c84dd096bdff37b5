package aule.tools;

import java.nio.charset.StandardCharsets;

/**
 * Output in the size that a model can use: the head and the tail stay, the middle goes and says so.
 *
 * @param cut whether something went
 */
public record Bounded(String text, boolean cut) {

    /** What a model reads of one call. */
    static final int LARGEST = 16 * 1024;

    private static final int NOTE = 120;

    /** @param bytes the most that the text may have as UTF-8 */
    public static Bounded of(String text, int bytes) {
        if (text.length() <= bytes / 3 || text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return new Bounded(text, false);
        }
        var half = (bytes - NOTE) / 2;
        var head = head(text, half);
        var tail = tail(text, half);
        var note = "\n[… %,d characters left out …]\n".formatted(tail - head);
        return new Bounded(text.substring(0, head) + note + text.substring(tail), true);
    }

    /** The end of the longest head within the bytes, never inside a character. */
    private static int head(String text, int bytes) {
        var left = bytes;
        var at = 0;
        while (at < text.length()) {
            var c = text.codePointAt(at);
            left -= width(c);
            if (left < 0) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private static int tail(String text, int bytes) {
        var left = bytes;
        var at = text.length();
        while (at > 0) {
            var c = text.codePointBefore(at);
            left -= width(c);
            if (left < 0) {
                break;
            }
            at -= Character.charCount(c);
        }
        return at;
    }

    private static int width(int c) {
        if (c < 0x80) {
            return 1;
        }
        if (c < 0x800) {
            return 2;
        }
        return c < 0x10000 ? 3 : 4;
    }
}
