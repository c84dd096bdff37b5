package aule.sandbox;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/** A signal that Java has no word for. */
enum Signal {
    INTERRUPT(2);

    private static final MethodHandle KILL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** Nothing happens if the process has ended. */
    void send(ProcessHandle process) {
        if (!process.isAlive()) {
            return;
        }
        try {
            var _ = (int) KILL.invokeExact((int) process.pid(), number);
        } catch (Throwable e) {
            throw new IllegalStateException("A call into the C library could not be made.", e);
        }
    }
}
