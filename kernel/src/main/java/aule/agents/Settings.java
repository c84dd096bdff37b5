package aule.agents;

import java.time.Duration;

/**
 * How patient the loop is.
 *
 * @param window messages of a conversation that a model is shown word for word, the new one included
 * @param maxTokens the longest answer of a model
 * @param tries how often a model is asked that fails in a way that may pass
 * @param pause before the second try; it doubles with each
 */
public record Settings(int window, int maxTokens, int tries, Duration pause) {

    public static final Settings DEFAULT = new Settings(20, 8_192, 3, Duration.ofMillis(500));
}
