package aule.gateway;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Principal;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** How often somebody may ask in a minute, whoever they are. */
final class RateLimits {

    private static final int REMEMBERED = 10_000;

    private final Counters people;
    private final Counters addresses;

    RateLimits(int perPrincipal, int perAddress, InstantSource clock) {
        this.people = new Counters(perPrincipal, clock);
        this.addresses = new Counters(perAddress, clock);
    }

    /** @throws AuleException with {@code RATE_LIMITED} if this person asked too often */
    void count(Context http, Principal principal) {
        people.count(who(principal), seconds -> http.header("Retry-After", Long.toString(seconds)));
    }

    /** @throws AuleException with {@code RATE_LIMITED} if this person asked too often */
    void count(Principal principal) {
        people.count(who(principal), _ -> {});
    }

    private static String who(Principal principal) {
        return principal.org().value() + "/" + principal.user().value();
    }

    /** @throws AuleException with {@code RATE_LIMITED} if nobody in particular asked too often from there */
    void countAnonymous(Context http) {
        addresses.count(http.req().getRemoteAddr(), seconds -> http.header("Retry-After", Long.toString(seconds)));
    }

    /** One bucket for each of those who asked last. */
    private static final class Counters {

        private final int perMinute;
        private final TimeMeter meter;
        private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > REMEMBERED;
            }
        };

        Counters(int perMinute, InstantSource clock) {
            this.perMinute = perMinute;
            this.meter = new Meter(clock);
        }

        void count(String who, LongConsumer refused) {
            var probe = bucket(who).tryConsumeAndReturnRemaining(1);
            if (probe.isConsumed()) {
                return;
            }
            var seconds = 1 + TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
            refused.accept(seconds);
            throw new AuleException(
                    ErrorCode.RATE_LIMITED,
                    "More than %d requests in a minute; ask again in %d s.".formatted(perMinute, seconds));
        }

        private synchronized Bucket bucket(String who) {
            return buckets.computeIfAbsent(
                    who,
                    _ -> Bucket.builder()
                            .addLimit(it -> it.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
                            .withCustomTimePrecision(meter)
                            .build());
        }
    }

    /** The kernel's clock in the words of the library. */
    private record Meter(InstantSource clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
