package aule.tools;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Everything a tool says while it is at work, in the order in which it comes, up to a bound; little of it in memory. */
final class Spool implements Tool.Progress, AutoCloseable {

    /** The most that is kept of one output. */
    static final long LARGEST = 64L << 20;

    private static final int IN_MEMORY = 64 * 1024;

    private final Tool.Progress listener;
    private final long largest;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private long bytes;
    private boolean full;

    Spool(Tool.Progress listener) {
        this(listener, LARGEST);
    }

    Spool(Tool.Progress listener, long largest) {
        this.listener = listener;
        this.largest = largest;
    }

    @Override
    public void said(boolean error, String text) {
        listener.said(error, text);
        keep(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the disk does not take is lost, and the tool goes on. */
    private synchronized void keep(byte[] more) {
        if (full || bytes + more.length > largest) {
            full = true;
            return;
        }
        try {
            if (file == null && bytes + more.length > IN_MEMORY) {
                file = file();
                write(file, head.toByteArray());
            }
            if (file == null) {
                head.write(more);
            } else {
                write(file, more);
            }
            bytes += more.length;
        } catch (IOException noRoom) {
            full = true;
        }
    }

    /** The name goes at once, so that nothing stays behind whatever happens. */
    private static FileChannel file() throws IOException {
        return FileChannel.open(
                Files.createTempFile("aule-output", ""),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void write(FileChannel file, byte[] bytes) throws IOException {
        for (var left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
            file.write(left);
        }
    }

    synchronized long bytes() {
        return bytes;
    }

    /** Whether more was said than is kept. */
    synchronized boolean isFull() {
        return full;
    }

    /** What is kept, from its beginning. */
    synchronized InputStream content() throws IOException {
        if (file == null) {
            return new ByteArrayInputStream(head.toByteArray());
        }
        file.position(0);
        return Channels.newInputStream(file);
    }

    @Override
    public synchronized void close() {
        full = true;
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
