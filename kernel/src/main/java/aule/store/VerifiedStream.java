package aule.store;

import aule.kernel.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** A stream that fails at its end if what went through is not what a hash says. */
final class VerifiedStream extends FilterInputStream {

    private static final int CHUNK = 8 * 1024;

    private final MessageDigest digest = Sha256.digest();
    private final Sha256 expected;
    private boolean ended;

    VerifiedStream(InputStream content, Sha256 expected) {
        super(content);
        this.expected = expected;
    }

    static String damage(Sha256 hash) {
        return "The blob %s was changed on disk and is not used; restore it from a backup.".formatted(hash);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var count = super.read(into, offset, length);
        if (count >= 0) {
            digest.update(into, offset, count);
        } else if (!ended) {
            ended = true;
            if (!Sha256.of(digest).equals(expected)) {
                throw new IOException(damage(expected));
            }
        }
        return count;
    }

    /** What is skipped is read too, because the hash is of all of it. */
    @Override
    public long skip(long count) throws IOException {
        var passed = 0L;
        var chunk = new byte[CHUNK];
        while (passed < count) {
            var read = read(chunk, 0, (int) Math.min(CHUNK, count - passed));
            if (read < 0) {
                break;
            }
            passed += read;
        }
        return passed;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
