package aule.agents;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How patient the loop is.
 *
 * @param window messages of a conversation that a model is shown word for word, the new one included
 * @param maxTokens the longest answer of a model
 * @param tries how often a model is asked that fails in a way that may pass
 * @param pause before the second try; it doubles with each
 * @param stepLimitWait how long a run waits at its step limit for somebody to say go on, null for as long as it takes
 */
public record Settings(
        int window,
        int maxTokens,
        int tries,
        Duration pause,
        @Nullable Duration stepLimitWait) {

    public static final Settings DEFAULT = new Settings(20, 8_192, 3, Duration.ofMillis(500), null);

    public Settings withStepLimitWait(Duration patience) {
        return new Settings(window, maxTokens, tries, pause, patience);
    }
}
