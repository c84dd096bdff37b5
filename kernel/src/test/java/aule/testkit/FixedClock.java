package aule.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands at noon until a test moves it. */
public final class FixedClock implements InstantSource {

    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private volatile Instant now = NOON;

    @Override
    public Instant instant() {
        return now;
    }

    public void set(Instant instant) {
        now = instant;
    }

    public void advance(Duration time) {
        set(now.plus(time));
    }
}
