package aule.models.gguf;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads the little-endian head of a GGUF file and believes no length that it names. */
final class HeadReader {

    /** The vocabularies of large models take up to 20 MB. */
    private static final long LONGEST_HEAD = 128L << 20;

    private static final int LONGEST_KEPT = 1 << 20;

    private final InputStream in;
    private long read;

    HeadReader(InputStream in) {
        this.in = in;
    }

    /** How many bytes were read so far. */
    long read() {
        return read;
    }

    int number() throws IOException {
        var bytes = bytes(4);
        return (bytes[0] & 0xff) | (bytes[1] & 0xff) << 8 | (bytes[2] & 0xff) << 16 | bytes[3] << 24;
    }

    long big() throws IOException {
        return Integer.toUnsignedLong(number()) | (long) number() << 32;
    }

    int small() throws IOException {
        return bytes(1)[0];
    }

    int count(String what, int most) throws IOException {
        var count = big();
        if (count < 0 || count > most) {
            throw new IOException("has a damaged head: it names %s %s".formatted(Long.toUnsignedString(count), what));
        }
        return (int) count;
    }

    /** A text of at most one megabyte; of a longer one only that it is there. */
    String text() throws IOException {
        var length = big();
        if (length < 0 || length > LONGEST_HEAD) {
            throw damaged();
        }
        if (length > LONGEST_KEPT) {
            skip(length);
            return "";
        }
        return new String(bytes((int) length), StandardCharsets.UTF_8);
    }

    void skipText() throws IOException {
        skip(big());
    }

    void skip(long length) throws IOException {
        claim(length);
        try {
            in.skipNBytes(length);
        } catch (EOFException _) {
            throw cutOff();
        }
    }

    private byte[] bytes(int length) throws IOException {
        claim(length);
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw cutOff();
        }
        return bytes;
    }

    private void claim(long length) throws IOException {
        if (length < 0 || length > LONGEST_HEAD - read) {
            throw damaged();
        }
        read += length;
    }

    private static IOException damaged() {
        return new IOException("has a damaged head: it names a length beyond %d MB".formatted(LONGEST_HEAD >> 20));
    }

    private static IOException cutOff() {
        return new IOException("is cut off in its head");
    }
}
