package aule.workspace;

import java.io.IOException;
import java.io.InputStream;

/** An open file as a stream. */
final class ContentStream extends InputStream {

    private static final int CHUNK = 64 * 1024;

    private final Ground.Content content;
    private final byte[] chunk = new byte[CHUNK];
    private long position;
    private int filled;
    private int at;

    ContentStream(Ground.Content content, long position) {
        this.content = content;
        this.position = position;
    }

    @Override
    public int read() throws IOException {
        return more() ? chunk[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        var count = Math.min(length, filled - at);
        System.arraycopy(chunk, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private boolean more() throws IOException {
        if (at == filled) {
            filled = content.read(chunk, position);
            position += filled;
            at = 0;
        }
        return filled > 0;
    }
}
