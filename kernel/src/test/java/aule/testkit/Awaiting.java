package aule.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, and no longer than it must. */
public final class Awaiting {

    private Awaiting() {}

    public static void until(String what, BooleanSupplier happened) {
        until(what, Duration.ofSeconds(60), happened);
    }

    /** @param patience for what takes long on a busy machine */
    public static void until(String what, Duration patience, BooleanSupplier happened) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited %d seconds in vain until %s.".formatted(patience.toSeconds(), what));
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
