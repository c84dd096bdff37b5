package aule.tools;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How a text file's bytes stand for its characters. */
enum Encoding {
    UTF_8("UTF-8", StandardCharsets.UTF_8, ""),
    UTF_8_MARKED("UTF-8 with a byte order mark", StandardCharsets.UTF_8, "\u00ef\u00bb\u00bf"),
    UTF_16_LITTLE("UTF-16 (little endian)", StandardCharsets.UTF_16LE, "\u00ff\u00fe"),
    UTF_16_BIG("UTF-16 (big endian)", StandardCharsets.UTF_16BE, "\u00fe\u00ff"),
    /** What is text and nothing else; every byte is some character of it, so that nothing is lost. */
    LATIN_1("Latin-1 (a guess)", StandardCharsets.ISO_8859_1, "");

    /** How many bytes of a file are looked at. */
    static final int HEAD = 8 * 1024;

    private final String label;
    private final Charset charset;
    private final String mark;

    /** @param mark each character a byte */
    Encoding(String label, Charset charset, String mark) {
        this.label = label;
        this.charset = charset;
        this.mark = mark;
    }

    /** What a person calls it. */
    String label() {
        return label;
    }

    Charset charset() {
        return charset;
    }

    /** What stands before the text, empty for most. */
    byte[] mark() {
        return mark.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Tells it from a file's first bytes; empty if they are no text.
     *
     * @param whole whether the file ends with them
     */
    static Optional<Encoding> of(byte[] head, boolean whole) {
        for (var one : values()) {
            if (!one.mark.isEmpty() && one.begins(head)) {
                return one.decodes(head, whole) ? Optional.of(one) : Optional.empty();
            }
        }
        if (UTF_8.decodes(head, whole)) {
            return hasNul(head) ? Optional.empty() : Optional.of(UTF_8);
        }
        return printable(head) ? Optional.of(LATIN_1) : Optional.empty();
    }

    /** The text of a stream at its beginning, if it has any; what cannot be decoded is replaced. */
    static Optional<Reader> reader(InputStream content) throws IOException {
        var head = content.readNBytes(HEAD);
        return of(head, head.length < HEAD).map(it -> it.reader(head, content));
    }

    /** The text that begins with a head of the file and goes on with the rest. */
    Reader reader(byte[] head, InputStream rest) {
        var first = new ByteArrayInputStream(head, mark.length(), head.length - mark.length());
        return new InputStreamReader(new SequenceInputStream(first, rest), charset);
    }

    private boolean begins(byte[] head) {
        return new String(head, 0, Math.min(head.length, mark.length()), StandardCharsets.ISO_8859_1).equals(mark);
    }

    /** Whether the bytes after the mark are text of this kind; a character that is cut off at the end may be one. */
    private boolean decodes(byte[] head, boolean whole) {
        var bytes = ByteBuffer.wrap(head, mark.length(), head.length - mark.length());
        var text = CharBuffer.allocate(head.length);
        return !charset.newDecoder().decode(bytes, text, whole).isError()
                && text.flip().chars().noneMatch(it -> it == 0);
    }

    private static boolean hasNul(byte[] bytes) {
        for (var one : bytes) {
            if (one == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean printable(byte[] bytes) {
        for (var one : bytes) {
            if (one >= 0 && one < ' ' && "\t\n\r\f\u001b".indexOf(one) < 0) {
                return false;
            }
        }
        return true;
    }
}
