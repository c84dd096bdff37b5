package aule.kernel;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** The wall clock in whole milliseconds, and the only class allowed to ask the machine for the time. */
public enum SystemClock implements InstantSource {
    UTC;

    @Override
    public Instant instant() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
