package aule.workspace;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A file as a stream of exactly so many bytes, whatever becomes of it meanwhile: what it does not give is made up of
 * zeros, and the failure is told afterwards.
 */
final class ExactStream extends InputStream {

    private static final int CHUNK = 64 * 1024;

    private final Ground.Content file;
    private final long length;
    private long position;
    private @Nullable IOException failure;

    ExactStream(Ground.Content file, long length) {
        this.file = file;
        this.length = length;
    }

    /** Why what was read is not the file. */
    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int count) {
        var wanted = (int) Math.min(Math.min(count, CHUNK), length - position);
        if (wanted <= 0) {
            return count == 0 ? 0 : -1;
        }
        var chunk = new byte[wanted];
        fill(chunk);
        System.arraycopy(chunk, 0, into, offset, wanted);
        position += wanted;
        return wanted;
    }

    private void fill(byte[] chunk) {
        if (failure != null) {
            return;
        }
        try {
            if (file.read(chunk, position) < chunk.length) {
                failure = new Survey.ChangedException();
            }
        } catch (IOException e) {
            failure = e;
        }
        if (failure != null) {
            Arrays.fill(chunk, (byte) 0);
        }
    }
}
