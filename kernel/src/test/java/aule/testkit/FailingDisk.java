package aule.testkit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The disk below SQLite, on which the writes to one folder's files fail when a test says so. SQLite itself is untouched:
 * as long as there is such a disk, its calls of the C library come here first.
 */
public final class FailingDisk implements AutoCloseable {

    /** What goes wrong. */
    public enum Fault {
        /** There is no room from the chosen write on. */
        FULL,
        /** The chosen write gets half of its bytes onto the disk, and there is no room from then on. */
        SHORT,
        /** The chosen write fails, or the chosen flush, and the next works again. */
        BROKEN
    }

    private static final int EIO = 5;
    private static final int ENOSPC = 28;
    private static final Set<FailingDisk> ALL = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private Fault fault = Fault.FULL;
    private long chosen = Long.MAX_VALUE;
    private long writes;
    private long faults;

    private FailingDisk(Path folder) {
        this.folder = folder;
    }

    /** A disk that works, for the files below this folder. */
    public static FailingDisk below(Path folder) throws IOException {
        var disk = new FailingDisk(folder.toRealPath());
        synchronized (ALL) {
            if (ALL.isEmpty()) {
                Calls.redirect();
            }
            ALL.add(disk);
        }
        return disk;
    }

    /** How many writes and flushes there were. */
    public synchronized long writes() {
        return writes;
    }

    /** How many of them failed. */
    public synchronized long faults() {
        return faults;
    }

    /** Has the write or flush that comes after so many others fail. */
    public synchronized void failAfter(long others, Fault how) {
        fault = how;
        chosen = writes + others + 1;
        faults = 0;
    }

    /** Everything works again. */
    public synchronized void heal() {
        chosen = Long.MAX_VALUE;
    }

    @Override
    public void close() {
        synchronized (ALL) {
            ALL.remove(this);
            if (ALL.isEmpty()) {
                Calls.restore();
            }
        }
    }

    /** The bytes that find room, or the negative number of an error. */
    private synchronized long toWrite(long count) {
        writes++;
        if (writes < chosen || (fault == Fault.BROKEN && writes > chosen)) {
            return count;
        }
        faults++;
        if (fault == Fault.SHORT && writes == chosen && count > 1) {
            return count / 2;
        }
        return fault == Fault.BROKEN ? -EIO : -ENOSPC;
    }

    private synchronized boolean flushes() {
        writes++;
        if (fault == Fault.BROKEN && writes == chosen) {
            faults++;
            return false;
        }
        return true;
    }

    private static @Nullable FailingDisk of(int file) throws IOException {
        var path = Files.readSymbolicLink(Path.of("/proc/self/fd/" + file));
        for (var disk : ALL) {
            if (path.startsWith(disk.folder)) {
                return disk;
            }
        }
        return null;
    }

    /** What SQLite calls in place of the C library. */
    private static final class Calls {

        private static final Linker LINKER = Linker.nativeLinker();
        private static final FunctionDescriptor PWRITE =
                FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
        private static final FunctionDescriptor FSYNC = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
        private static final MethodHandle WRITE = LINKER.downcallHandle(symbol("pwrite64"), PWRITE);
        private static final MethodHandle FLUSH = LINKER.downcallHandle(symbol("fsync"), FSYNC);
        private static final MethodHandle ERRNO =
                LINKER.downcallHandle(symbol("__errno_location"), FunctionDescriptor.of(ADDRESS));
        private static final MemorySegment WRITTEN = ours("written", PWRITE);
        private static final MemorySegment FLUSHED = ours("flushed", FSYNC);

        static void redirect() throws IOException {
            var imports = SqliteImports.here();
            imports.replace("pwrite64", WRITTEN);
            imports.replace("fsync", FLUSHED);
        }

        static void restore() {
            try {
                var imports = SqliteImports.here();
                imports.replace("pwrite64", symbol("pwrite64"));
                imports.replace("fsync", symbol("fsync"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @SuppressWarnings("unused") // SQLite calls it
        private static long written(int file, MemorySegment bytes, long count, long at) {
            try {
                var disk = of(file);
                var length = disk == null ? count : disk.toWrite(count);
                return length < 0 ? refused((int) -length) : (long) WRITE.invokeExact(file, bytes, length, at);
            } catch (Throwable unknown) { // SQLite knows no exceptions
                return -1;
            }
        }

        @SuppressWarnings("unused") // SQLite calls it
        private static int flushed(int file) {
            try {
                var disk = of(file);
                return disk == null || disk.flushes() ? (int) FLUSH.invokeExact(file) : refused(EIO);
            } catch (Throwable unknown) { // SQLite knows no exceptions
                return -1;
            }
        }

        private static int refused(int error) throws Throwable {
            var place = (MemorySegment) ERRNO.invokeExact();
            place.reinterpret(JAVA_INT.byteSize()).set(JAVA_INT, 0, error);
            return -1;
        }

        private static MemorySegment ours(String name, FunctionDescriptor shape) {
            try {
                var method = MethodHandles.lookup().findStatic(Calls.class, name, shape.toMethodType());
                return LINKER.upcallStub(method, shape, Arena.global());
            } catch (NoSuchMethodException | IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        private static MemorySegment symbol(String name) {
            return LINKER.defaultLookup().findOrThrow(name);
        }
    }
}
