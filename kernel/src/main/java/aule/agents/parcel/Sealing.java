package aule.agents.parcel;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Puts the hash of everything before them in the place of the last bytes. A zip archive ends with its comment, so the
 * comment says what the archive is and proves it.
 */
final class Sealing extends FilterOutputStream {

    /** What a sealed archive's comment is before it is sealed. */
    static final String COMMENT = "aule run, sha256 of all before: " + "0".repeat(64);

    private static final int DIGITS = 64;

    private final MessageDigest digest = Sha256.digest();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();

    Sealing(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        held.write(bytes, offset, length);
        if (held.size() > 8 * DIGITS) {
            var all = held.toByteArray();
            held.reset();
            pass(all, all.length - DIGITS);
            held.write(all, all.length - DIGITS, DIGITS);
        }
    }

    private void pass(byte[] bytes, int length) throws IOException {
        digest.update(bytes, 0, length);
        out.write(bytes, 0, length);
    }

    @Override
    public void close() throws IOException {
        var all = held.toByteArray();
        pass(all, all.length - DIGITS);
        out.write(Sha256.of(digest).hex().getBytes(StandardCharsets.US_ASCII));
        out.close();
    }

    /** @throws AuleException with {@code INVALID} unless not one byte differs from what was sealed */
    static void check(byte[] sealed) {
        var end = sealed.length - DIGITS;
        var said = end < 0 ? "" : new String(sealed, end, DIGITS, StandardCharsets.US_ASCII);
        if (end < 0 || !said.equals(Sha256.of(Arrays.copyOf(sealed, end)).hex())) {
            throw new AuleException(
                    ErrorCode.INVALID,
                    "This is no file of a run, or it was changed since it was exported; export the run again.");
        }
    }
}
