package aule.sandbox;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * What the first process of a container says at the very end of its errors about the system's counters, which are gone
 * with the container: taken out of what is heard, and read. A command can forge it, and so only lie about itself.
 */
final class Postscript {

    private static final int LONGEST = 128;
    private static final Pattern COUNTS = Pattern.compile("(\\d{1,18}) (\\d{1,18}) (\\d{1,3})\n");

    private final byte[] mark;
    private byte[] held = {};
    private String text = "";

    /** @param secret what the mark contains, new for each command */
    Postscript(String secret) {
        this.mark = ("\0" + secret + " ").getBytes(ISO_8859_1);
    }

    /** What may be heard of these bytes; the rest is held back until more has come. */
    byte[] heard(byte[] bytes) {
        var all = joined(held, bytes);
        var from = start(all);
        if (from < 0) {
            held = new byte[0];
            return all;
        }
        held = Arrays.copyOfRange(all, from, all.length);
        return Arrays.copyOf(all, from);
    }

    /** What was held back and is no postscript. */
    byte[] end() {
        var rest = held;
        held = new byte[0];
        if (rest.length <= mark.length || !Arrays.equals(mark, Arrays.copyOf(rest, mark.length))) {
            return rest;
        }
        text = new String(rest, mark.length, rest.length - mark.length, ISO_8859_1);
        return new byte[0];
    }

    /** How the command itself ended, if it was said. */
    OptionalLong exit() {
        return count(3);
    }

    /** The limit that was hit: {@code memory}, {@code processes} or empty. */
    String exceeded() {
        if (count(1).orElse(0) > 0) {
            return "memory";
        }
        return count(2).orElse(0) > 0 ? "processes" : "";
    }

    private OptionalLong count(int which) {
        var counts = COUNTS.matcher(text);
        return counts.matches() ? OptionalLong.of(Long.parseLong(counts.group(which))) : OptionalLong.empty();
    }

    /** Where the mark begins, or the longest end of the bytes that may become it. */
    private int start(byte[] bytes) {
        for (int from = Math.max(0, bytes.length - mark.length - LONGEST); from < bytes.length; from++) {
            var length = Math.min(mark.length, bytes.length - from);
            if (Arrays.equals(bytes, from, from + length, mark, 0, length)) {
                return from;
            }
        }
        return -1;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
