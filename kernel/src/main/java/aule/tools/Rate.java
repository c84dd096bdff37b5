package aule.tools;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Bounds how often one caller may call tools. */
final class Rate {

    private static final int CALLERS = 4_096;

    private final CallLimit limit;
    private final TimeMeter time;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > CALLERS;
        }
    };

    Rate(InstantSource clock) {
        this(clock, CallLimit.DEFAULT);
    }

    Rate(InstantSource clock, CallLimit limit) {
        this.limit = limit;
        this.time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
    }

    /** Whether a call beyond the limit is answered instead of made later. */
    boolean refuses() {
        return limit.refuses();
    }

    /** Counts one call; returns how long to wait if it is one too many, else zero. */
    Duration take(String caller) {
        var probe = bucket(caller).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
    }

    private Bucket bucket(String caller) {
        lock.lock();
        try {
            return buckets.computeIfAbsent(caller, _ -> fresh());
        } finally {
            lock.unlock();
        }
    }

    private Bucket fresh() {
        var bandwidth = Bandwidth.builder()
                .capacity(limit.perMinute())
                .refillGreedy(limit.perMinute(), Duration.ofMinutes(1))
                .build();
        return Bucket.builder()
                .withCustomTimePrecision(time)
                .addLimit(bandwidth)
                .build();
    }
}
