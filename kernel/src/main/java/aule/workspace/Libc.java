package aule.workspace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;

/** System calls by number, through libc's one {@code syscall} function. */
final class Libc {

    static final boolean ARM = System.getProperty("os.arch", "").matches("aarch64|arm64");

    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EEXIST = 17;
    static final int EXDEV = 18;
    static final int ENOTDIR = 20;
    static final int EISDIR = 21;
    static final int EINVAL = 22;
    static final int ENOTEMPTY = 39;
    static final int ELOOP = 40;

    private static final int ARGUMENTS = 5;
    private static final MethodHandle SYSCALL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("syscall"),
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.captureCallState("errno"));
    private static final long ERRNO_AT =
            Linker.Option.captureStateLayout().byteOffset(PathElement.groupElement("errno"));

    private Libc() {}

    /** Up to five arguments. */
    static long call(Syscall call, long... arguments) {
        var a = Arrays.copyOf(arguments, ARGUMENTS);
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(Linker.Option.captureStateLayout());
            var result = (long) SYSCALL.invokeExact(state, call.number(), a[0], a[1], a[2], a[3], a[4]);
            return result >= 0 ? result : -state.get(JAVA_INT, ERRNO_AT);
        } catch (Throwable e) {
            throw new IllegalStateException("A call into the C library could not be made.", e);
        }
    }

    static MemorySegment bytes(SegmentAllocator memory, byte[] bytes) {
        var text = memory.allocate(bytes.length + 1L);
        MemorySegment.copy(bytes, 0, text, JAVA_BYTE, 0, bytes.length);
        return text;
    }
}
