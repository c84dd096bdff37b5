package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;

/** Decodes a stream of chunks; what is half a character at the end of one waits for the next. */
final class Utf8 {

    private final CharsetDecoder decoder = UTF_8.newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private ByteBuffer rest = ByteBuffer.allocate(0);

    String more(byte[] bytes, int count) {
        var in = ByteBuffer.allocate(rest.remaining() + count)
                .put(rest)
                .put(bytes, 0, count)
                .flip();
        var out = CharBuffer.allocate(in.remaining());
        decoder.decode(in, out, false);
        rest = in;
        return out.flip().toString();
    }

    String end() {
        var out = CharBuffer.allocate(rest.remaining() + 1);
        decoder.decode(rest, out, true);
        decoder.flush(out);
        return out.flip().toString();
    }
}
