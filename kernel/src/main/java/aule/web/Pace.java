package aule.web;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;

/** How often each search engine is asked at most, so that it goes on answering. */
final class Pace {

    static final Map<EngineName, Integer> PER_MINUTE =
            Map.of(EngineName.DUCKDUCKGO, 30, EngineName.BRAVE, 60, EngineName.SEARXNG, 120);

    private final Map<EngineName, Bucket> buckets = new EnumMap<>(EngineName.class);

    Pace(InstantSource clock) {
        var time = new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return clock.millis() * 1_000_000;
            }

            @Override
            public boolean isWallClockBased() {
                return true;
            }
        };
        PER_MINUTE.forEach((engine, most) -> buckets.put(
                engine,
                Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(Bandwidth.builder()
                                .capacity(most)
                                .refillGreedy(most, Duration.ofMinutes(1))
                                .build())
                        .build()));
    }

    /** Counts one question, unless it would be one too many. */
    boolean take(EngineName engine) {
        var bucket = buckets.get(engine);
        return bucket == null || bucket.tryConsume(1);
    }
}
