package aule.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The last of what a process said, in a file of limited size. Offsets count its bytes from the beginning, also those
 * that are gone.
 */
final class RingLog {

    static final int CAPACITY = 4 << 20;

    /** The file begins with how much was ever said. */
    private static final int HEADER = Long.BYTES;

    private final Path path;
    private final int capacity;

    RingLog(Path path) {
        this(path, CAPACITY);
    }

    RingLog(Path path, int capacity) {
        this.path = path;
        this.capacity = capacity;
    }

    synchronized void append(String text) {
        var bytes = text.getBytes(UTF_8);
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var from = Math.max(0, bytes.length - capacity);
            var total = total(file) + from;
            while (from < bytes.length) {
                var place = (int) (total % capacity);
                var count = Math.min(bytes.length - from, capacity - place);
                file.seek(HEADER + place);
                file.write(bytes, from, count);
                total += count;
                from += count;
            }
            file.seek(0);
            file.writeLong(total);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param most bytes; at least 4, so that a character fits */
    synchronized LogPage page(long asked, int most) {
        if (!Files.exists(path)) {
            return LogPage.NOTHING;
        }
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            var total = total(file);
            var first = Math.max(0, total - capacity);
            var offset = Math.clamp(asked, first, total);
            var bytes = read(file, offset, (int) Math.min(Math.max(4, most), total - offset));
            var start = start(bytes);
            var end = end(bytes, start);
            return new LogPage(
                    offset + start, new String(bytes, start, end - start, UTF_8), offset + end, first, total);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] read(RandomAccessFile file, long offset, int count) throws IOException {
        var bytes = new byte[count];
        for (int read = 0; read < count; ) {
            var place = (int) ((offset + read) % capacity);
            var part = Math.min(count - read, capacity - place);
            file.seek(HEADER + place);
            file.readFully(bytes, read, part);
            read += part;
        }
        return bytes;
    }

    private static long total(RandomAccessFile file) throws IOException {
        return file.length() < HEADER ? 0 : file.readLong();
    }

    /** Where the first whole character begins. */
    private static int start(byte[] bytes) {
        var start = 0;
        while (start < bytes.length && start < 4 && continues(bytes[start])) {
            start++;
        }
        return start;
    }

    /** Where the last whole character ends. */
    private static int end(byte[] bytes, int start) {
        for (int back = 1; back <= Math.min(4, bytes.length - start); back++) {
            var lead = bytes[bytes.length - back];
            if (!continues(lead)) {
                return back < length(lead) ? bytes.length - back : bytes.length;
            }
        }
        return bytes.length;
    }

    private static int length(byte lead) {
        if ((lead & 0xf0) == 0xf0) {
            return 4;
        }
        if ((lead & 0xe0) == 0xe0) {
            return 3;
        }
        return (lead & 0xc0) == 0xc0 ? 2 : 1;
    }

    private static boolean continues(byte value) {
        return (value & 0xc0) == 0x80;
    }
}
