package aule.workspace;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/** A text with the encoding in which its file holds it. */
public record Encoded(String text, Encoding encoding) {

    public static Encoded utf8(String text) {
        return new Encoded(text, Encoding.UTF_8);
    }

    /** The text of a whole file; empty if it has none. */
    public static Optional<Encoded> of(byte[] file) {
        return Encoding.of(file, true).map(it -> {
            var mark = it.mark().length;
            return new Encoded(new String(file, mark, file.length - mark, it.charset()), it);
        });
    }

    public Encoded with(String other) {
        return new Encoded(other, encoding);
    }

    /**
     * The file's bytes.
     *
     * @param path for the words of a failure
     * @throws AuleException with {@code INVALID} if the encoding lacks a character of the text
     */
    public byte[] bytes(String path) {
        var charset = encoding.charset();
        if (encoding == Encoding.LATIN_1 && !charset.newEncoder().canEncode(text)) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "'%s' is %s, which lacks a character of the new text; write the whole file with write_file to make it UTF-8."
                            .formatted(path, encoding.label()));
        }
        var mark = encoding.mark();
        var body = text.getBytes(charset);
        return ByteBuffer.allocate(mark.length + body.length)
                .put(mark)
                .put(body)
                .array();
    }
}
