package aule.breaker;

import aule.breaker.Breakers.Settings;
import aule.breaker.Circuit.State;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Lets calls to one target through while it works. After a number of failures in a row the next calls fail at once,
 * until a pause is over; then one call goes through and its success lets all others through again.
 */
public final class Breaker {

    private final String target;
    private final Settings settings;
    private final InstantSource clock;
    private final CircuitBreaker states;
    private volatile Instant probeAt = Instant.EPOCH;

    Breaker(String target, Settings settings, InstantSource clock) {
        this.target = target;
        this.settings = settings;
        this.clock = clock;
        this.states = CircuitBreaker.of(
                target,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.failures())
                        .minimumNumberOfCalls(settings.failures())
                        .failureRateThreshold(100)
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .waitIntervalFunctionInOpenState(this::opened)
                        .clock(clock.withZone(ZoneOffset.UTC))
                        .build());
    }

    /** One call that was let through. Closing it without a word says nothing about the target. */
    public interface Pass extends AutoCloseable {

        /** The target did its part, whatever it answered. */
        void succeeded();

        /** The target is out of order. */
        void failed();

        @Override
        void close();
    }

    /** @throws AuleException with {@code CIRCUIT_OPEN}, which says when to try again */
    public Pass enter() {
        if (!states.tryAcquirePermission()) {
            throw refusal();
        }
        return new Permission();
    }

    public Circuit circuit() {
        return switch (states.getState()) {
            case OPEN, FORCED_OPEN -> new Circuit(State.OPEN, probeAt);
            case HALF_OPEN -> new Circuit(State.PROBING, null);
            case CLOSED, DISABLED, METRICS_ONLY -> new Circuit(State.CLOSED, null);
        };
    }

    /**
     * How long it stays open for the nth time in a row, in milliseconds. The library lets a probe through only after
     * that, not at that very moment.
     */
    private long opened(int times) {
        var doubled = settings.pause().multipliedBy(1L << Math.min(20, times - 1));
        var pause = doubled.compareTo(settings.longest()) < 0 ? doubled : settings.longest();
        probeAt = clock.instant().plus(pause);
        return pause.toMillis() - 1;
    }

    private AuleException refusal() {
        var wait = Duration.between(clock.instant(), probeAt);
        if (!wait.isPositive()) {
            return new AuleException(
                            ErrorCode.CIRCUIT_OPEN,
                            "%s failed %d times in a row; another call finds out right now whether it works again."
                                    .formatted(target, settings.failures()))
                    .after(settings.pause());
        }
        return new AuleException(
                        ErrorCode.CIRCUIT_OPEN,
                        "%s failed %d times in a row and is left alone until %s; then one call finds out whether it works again."
                                .formatted(target, settings.failures(), probeAt.truncatedTo(ChronoUnit.SECONDS)))
                .after(wait);
    }

    /** Tells the breaker once. */
    private final class Permission implements Pass {

        private boolean told;

        @Override
        public void succeeded() {
            tell(() -> states.onSuccess(0, TimeUnit.NANOSECONDS));
        }

        @Override
        public void failed() {
            tell(() -> states.onError(0, TimeUnit.NANOSECONDS, new AuleException(ErrorCode.UNAVAILABLE, target)));
        }

        @Override
        public void close() {
            tell(states::releasePermission);
        }

        private void tell(Runnable news) {
            if (!told) {
                told = true;
                news.run();
            }
        }
    }
}
