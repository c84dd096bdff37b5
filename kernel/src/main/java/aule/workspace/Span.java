package aule.workspace;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;

/**
 * The whole characters among some bytes of a file.
 *
 * @param start the place of the first character's first byte in the file, from 0
 * @param end the place behind the last character
 */
public record Span(String text, long start, long end) {

    private static final int LONGEST_CHARACTER = 4;

    /** @param from the place of the first byte in the file */
    public static Span of(byte[] bytes, long from, Encoding encoding) {
        var skipped = skipped(bytes, from, encoding);
        var in = ByteBuffer.wrap(bytes, skipped, bytes.length - skipped);
        var out = CharBuffer.allocate(bytes.length + 1);
        var whole = bytes.length - skipped < LONGEST_CHARACTER;
        encoding.charset()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .decode(in, out, whole);
        return new Span(out.flip().toString(), from + skipped, from + in.position());
    }

    /** How many bytes at the start are a mark or the rest of a character. */
    private static int skipped(byte[] bytes, long from, Encoding encoding) {
        var mark = encoding.mark().length;
        if (from < mark) {
            return (int) Math.min(bytes.length, mark - from);
        }
        return switch (encoding) {
            case LATIN_1 -> 0;
            case UTF_16_LITTLE, UTF_16_BIG -> (int) ((from - mark) % 2);
            case UTF_8, UTF_8_MARKED -> rest(bytes);
        };
    }

    private static int rest(byte[] bytes) {
        var at = 0;
        while (at < Math.min(bytes.length, LONGEST_CHARACTER - 1) && (bytes[at] & 0xc0) == 0x80) {
            at++;
        }
        return at;
    }
}
