package aule.testkit;

import aule.kernel.Ids;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Gives out the UUIDs 1, 2, 3, … so that a test can name what will be created. */
public final class CountingIds implements Ids {

    private final AtomicLong count = new AtomicLong();

    @Override
    public UUID next() {
        return new UUID(0, count.incrementAndGet());
    }
}
