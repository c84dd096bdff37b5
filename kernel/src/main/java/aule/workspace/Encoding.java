package aule.workspace;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
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
import java.util.Arrays;
import java.util.Optional;

/** How a text file's bytes stand for its characters. */
public enum Encoding {
    UTF_8("utf-8", "UTF-8", StandardCharsets.UTF_8, ""),
    UTF_8_MARKED("utf-8-bom", "UTF-8 with a byte order mark", StandardCharsets.UTF_8, "\u00ef\u00bb\u00bf"),
    UTF_16_LITTLE("utf-16le", "UTF-16 (little endian)", StandardCharsets.UTF_16LE, "\u00ff\u00fe"),
    UTF_16_BIG("utf-16be", "UTF-16 (big endian)", StandardCharsets.UTF_16BE, "\u00fe\u00ff"),
    /** What is text and nothing else; every byte is some character of it, so that nothing is lost. */
    LATIN_1("latin-1", "Latin-1 (a guess)", StandardCharsets.ISO_8859_1, "");

    /** How many bytes of a file are looked at. */
    public static final int HEAD = 8 * 1024;

    private final String wire;
    private final String label;
    private final Charset charset;
    private final String mark;

    /** @param mark each character a byte */
    Encoding(String wire, String label, Charset charset, String mark) {
        this.wire = wire;
        this.label = label;
        this.charset = charset;
        this.mark = mark;
    }

    /** Its name in the API: {@code utf-8}, {@code utf-8-bom}, {@code utf-16le}, {@code utf-16be} or {@code latin-1}. */
    public String wire() {
        return wire;
    }

    /**
     * The encoding of that name.
     *
     * @throws AuleException with {@code INVALID} if there is none
     */
    static Encoding named(String wire) {
        return Arrays.stream(values())
                .filter(it -> it.wire.equals(wire))
                .findFirst()
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID, "There is no encoding '%s'; leave it out for UTF-8.".formatted(wire)));
    }

    /** What a person calls it. */
    public String label() {
        return label;
    }

    public Charset charset() {
        return charset;
    }

    /** What stands before the text, empty for most. */
    public byte[] mark() {
        return mark.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Tells it from a file's first bytes; empty if they are no text.
     *
     * @param whole whether the file ends with them
     */
    public static Optional<Encoding> of(byte[] head, boolean whole) {
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
    public static Optional<Reader> reader(InputStream content) throws IOException {
        var head = content.readNBytes(HEAD);
        return of(head, head.length < HEAD).map(it -> it.reader(head, content));
    }

    /** The text that begins with a head of the file and goes on with the rest. */
    public Reader reader(byte[] head, InputStream rest) {
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
