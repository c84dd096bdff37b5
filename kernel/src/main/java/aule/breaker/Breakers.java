package aule.breaker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One breaker for each target, remembered as long as the kernel runs. */
public final class Breakers {

    /**
     * When a breaker opens and for how long.
     *
     * @param failures how many in a row open it
     * @param pause until the first probe; it doubles with every probe that fails
     * @param longest the longest pause
     */
    public record Settings(int failures, Duration pause, Duration longest) {

        public static final Settings DEFAULT = new Settings(5, Duration.ofSeconds(15), Duration.ofMinutes(5));
    }

    private final Settings settings;
    private final InstantSource clock;
    private final Map<String, Breaker> known = new ConcurrentHashMap<>();

    public Breakers(Settings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param target a name for people, such as {@code the tool exec} */
    public Breaker of(String target) {
        return known.computeIfAbsent(target, name -> new Breaker(name, settings, clock));
    }
}
