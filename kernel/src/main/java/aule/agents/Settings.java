package aule.agents;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How patient the loop is.
 *
 * @param window messages of a conversation that a model is shown word for word, the new one included
 * @param maxTokens the longest answer of a model
 * @param stepLimitWait how long a run waits at its step limit for somebody to say go on, null for as long as it takes
 * @param remembers whether an identical request to a model is answered as it was before; null leaves it to whoever
 *     may change the settings
 */
public record Settings(
        int window,
        int maxTokens,
        Patience patience,
        @Nullable Duration stepLimitWait,
        Context context,
        @Nullable Boolean remembers) {

    /**
     * How a step is tried again that fails in a way that may pass.
     *
     * @param tries how often in all
     * @param pause before the second try; it doubles with each
     * @param longest the longest pause, unless whoever refused asks for a longer one
     */
    public record Patience(int tries, Duration pause, Duration longest) {}

    /**
     * How requests are kept within what a model can hold.
     *
     * @param unknownWindow tokens that a model is taken to hold if nobody knows
     * @param longest tokens of a request above which older steps are summarised; less if 60 % of the window are
     * @param everySteps after how many steps they are summarised in any case, once a request fills a quarter of the
     *     window; 0 for never
     * @param turns the last steps that stay word for word, where they fit
     * @param model who writes summaries; empty for a fast model of the run's provider, or the run's own
     * @param patience how long a summary may take
     * @param summaryBytes the longest summary
     */
    public record Context(
            int unknownWindow,
            int longest,
            int everySteps,
            int turns,
            String model,
            Duration patience,
            int summaryBytes) {

        public static final Context DEFAULT = new Context(32_768, 30_000, 10, 8, "", Duration.ofSeconds(20), 6_000);

        public Context withModel(String id) {
            return new Context(unknownWindow, longest, everySteps, turns, id, patience, summaryBytes);
        }

        public Context withPatience(Duration time) {
            return new Context(unknownWindow, longest, everySteps, turns, model, time, summaryBytes);
        }
    }

    public static final Settings DEFAULT = new Settings(
            20, 8_192, new Patience(5, Duration.ofMillis(500), Duration.ofSeconds(60)), null, Context.DEFAULT, null);

    /**
     * The usual ones, and what the environment says: {@code AULE_COMPACTION_MODEL} names who writes summaries, and
     * {@code AULE_RESULT_CACHE}, {@code on} or {@code off}, decides whether answers are remembered.
     */
    public static Settings of(Map<String, String> environment) {
        var writer = environment.getOrDefault("AULE_COMPACTION_MODEL", "").strip();
        var usual = DEFAULT.withContext(Context.DEFAULT.withModel(writer));
        return switch (environment.getOrDefault("AULE_RESULT_CACHE", "").strip()) {
            case "on" -> usual.remembering(true);
            case "off" -> usual.remembering(false);
            default -> usual;
        };
    }

    /** The same with answers remembered, or not, whatever somebody chooses later. */
    public Settings remembering(boolean wanted) {
        return new Settings(window, maxTokens, patience, stepLimitWait, context, wanted);
    }

    public Settings withStepLimitWait(Duration wait) {
        return new Settings(window, maxTokens, patience, wait, context, remembers);
    }

    public Settings withPatience(Patience other) {
        return new Settings(window, maxTokens, other, stepLimitWait, context, remembers);
    }

    public Settings withContext(Context other) {
        return new Settings(window, maxTokens, patience, stepLimitWait, other, remembers);
    }
}
