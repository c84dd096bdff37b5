package aule.sandbox;

import java.io.InputStream;
import java.util.concurrent.LinkedBlockingQueue;

/** One output of a container as a stream; whoever fills it waits while nobody reads. */
final class Frames extends InputStream {

    private static final byte[] END = {};
    private static final int AHEAD = 32;

    private final LinkedBlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(AHEAD);
    private byte[] current = {};
    private int at;
    private boolean ended;

    /** @param bytes become the stream's */
    void add(byte[] bytes) throws InterruptedException {
        if (bytes.length > 0) {
            queue.put(bytes);
        }
    }

    void end() throws InterruptedException {
        queue.put(END);
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (ended || (at == current.length && !next())) {
            return -1;
        }
        var count = Math.min(length, current.length - at);
        System.arraycopy(current, at, into, offset, count);
        at += count;
        return count;
    }

    /** The end is one array that is no frame, whatever a frame holds. */
    @SuppressWarnings("ReferenceEquality")
    private boolean next() {
        try {
            current = queue.take();
            at = 0;
            ended = current == END;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
        return !ended;
    }
}
