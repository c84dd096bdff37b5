package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;

/**
 * File names as text and back without loss: Linux names are bytes, and a byte that is no UTF-8 becomes one of the lone
 * surrogates U+DC80 to U+DCFF, so that even such a file can be deleted.
 */
final class RawNames {

    private static final int ESCAPE = 0xdc00;

    private RawNames() {}

    static byte[] bytes(String text) {
        var out = new ByteArrayOutputStream(text.length() + 8);
        text.codePoints().forEach(it -> {
            if (it >= ESCAPE + 0x80 && it <= ESCAPE + 0xff) {
                out.write(it - ESCAPE);
            } else {
                out.writeBytes(Character.toString(it).getBytes(UTF_8));
            }
        });
        return out.toByteArray();
    }

    static String text(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length + 1);
        var decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        while (true) {
            var result = decoder.decode(in, out, true);
            if (!result.isError()) {
                return out.flip().toString();
            }
            for (int bad = 0; bad < result.length(); bad++) {
                out.put((char) (ESCAPE + (in.get() & 0xff)));
            }
            decoder.reset();
        }
    }

    /** For people and JSON: what cannot be shown is replaced. */
    static String shown(String text) {
        return text.codePoints().anyMatch(it -> it >= 0xd800 && it <= 0xdfff)
                ? text.codePoints()
                        .map(it -> it >= 0xd800 && it <= 0xdfff ? 0xfffd : it)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString()
                : text;
    }
}
