package aule.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, and no longer than it must. */
public final class Awaiting {

    private Awaiting() {}

    public static void until(String what, BooleanSupplier happened) {
        var deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("Waited 10 seconds in vain until " + what + ".");
            }
            LockSupport.parkNanos(2_000_000);
        }
    }
}
