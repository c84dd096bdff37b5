package aule.workspace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Instant;

/** An open file descriptor and what can be done with it. */
record Descriptor(int number) implements Ground.Content {

    private static final int STATX_BASIC = 0x7ff;
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_SIZE = 256;

    /** What the descriptor itself stands for. */
    Entry stat(String path) throws IOException {
        return stat(new byte[0], path, AT_EMPTY_PATH);
    }

    /** A name directly in this folder, links not followed. */
    Entry stat(byte[] name, String path) throws IOException {
        return stat(name, path, AT_SYMLINK_NOFOLLOW);
    }

    @Override
    public int read(byte[] into, long position) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(Math.max(1, into.length));
            int at = 0;
            while (at < into.length) {
                var count = Failures.check(
                        Libc.call(Syscall.PREAD64, number, buffer.address() + at, into.length - at, position + at));
                if (count == 0) {
                    break;
                }
                at += (int) count;
            }
            MemorySegment.copy(buffer, JAVA_BYTE, 0, into, 0, at);
            return at;
        }
    }

    @Override
    public void write(byte[] bytes, int count) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var buffer = Libc.bytes(arena, bytes);
            for (int at = 0; at < count; ) {
                at += (int) Failures.check(Libc.call(Syscall.WRITE, number, buffer.address() + at, count - at));
            }
        }
    }

    @Override
    public void sync() throws IOException {
        Failures.check(Libc.call(Syscall.FSYNC, number));
    }

    @Override
    public void close() {
        Libc.call(Syscall.CLOSE, number);
    }

    private Entry stat(byte[] name, String path, int flags) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var into = arena.allocate(STATX_SIZE, Long.BYTES);
            var text = Libc.bytes(arena, name).address();
            Failures.check(Libc.call(Syscall.STATX, number, text, flags, STATX_BASIC, into.address()));
            return entry(into, path);
        }
    }

    /** Offsets are those of {@code struct statx}, which is the same on every architecture. */
    private static Entry entry(MemorySegment stat, String path) {
        var mode = stat.get(JAVA_SHORT, 28);
        var modified = time(stat, 112);
        var stamp = new Entry.Stamp(stat.get(JAVA_LONG, 32), time(stat, 96));
        var kind = switch (mode & 0170000) {
            case 0100000 -> Entry.Kind.FILE;
            case 0040000 -> Entry.Kind.DIR;
            case 0120000 -> Entry.Kind.LINK;
            default -> Entry.Kind.OTHER;
        };
        var size = kind == Entry.Kind.FILE || kind == Entry.Kind.LINK ? stat.get(JAVA_LONG, 40) : 0;
        return new Entry(path, kind, size, modified, mode & 0777, stamp);
    }

    private static Instant time(MemorySegment stat, long at) {
        return Instant.ofEpochSecond(stat.get(JAVA_LONG, at), stat.get(JAVA_INT, at + 8));
    }
}
