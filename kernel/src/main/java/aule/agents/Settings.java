package aule.agents;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How patient the loop is.
 *
 * @param window messages of a conversation that a model is shown word for word, the new one included
 * @param maxTokens the longest answer of a model
 * @param stepLimitWait how long a run waits at its step limit for somebody to say go on, null for as long as it takes
 */
public record Settings(
        int window,
        int maxTokens,
        Patience patience,
        @Nullable Duration stepLimitWait) {

    /**
     * How a step is tried again that fails in a way that may pass.
     *
     * @param tries how often in all
     * @param pause before the second try; it doubles with each
     * @param longest the longest pause, unless whoever refused asks for a longer one
     */
    public record Patience(int tries, Duration pause, Duration longest) {}

    public static final Settings DEFAULT =
            new Settings(20, 8_192, new Patience(5, Duration.ofMillis(500), Duration.ofSeconds(60)), null);

    public Settings withStepLimitWait(Duration wait) {
        return new Settings(window, maxTokens, patience, wait);
    }
}
