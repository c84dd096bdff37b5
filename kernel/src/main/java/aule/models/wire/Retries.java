package aule.models.wire;

import java.time.Duration;
import java.util.Optional;

/**
 * How often a provider is asked again before its answer has begun.
 *
 * @param attempts in all
 * @param pause before the second attempt; it doubles from there unless the provider names a time
 * @param longest the longest time a provider may name
 */
public record Retries(int attempts, Duration pause, Duration longest) {

    public static final Retries USUAL = new Retries(3, Duration.ofMillis(500), Duration.ofSeconds(30));

    /** How long to wait after a failed attempt; empty when it is not worth it. */
    Optional<Duration> after(int attempt, Optional<Duration> asked) {
        var wait = asked.orElse(pause.multipliedBy(1L << (attempt - 1)));
        return attempt < attempts && wait.compareTo(longest) <= 0 ? Optional.of(wait) : Optional.empty();
    }
}
