package aule.agents.loop.context;

import aule.agents.Settings;
import aule.models.ModelSpec;

/**
 * How much one model can be told.
 *
 * @param prompt tokens of the longest request
 * @param answer tokens of the longest answer, for which there is room beside the request
 * @param limits what is done to stay within
 */
public record Window(long prompt, int answer, Settings.Context limits) {

    /** Bytes of text to a token, about; what a provider reports corrects it. */
    static final double BYTES_A_TOKEN = 3.6;

    private static final String BUILTIN = "builtin";
    private static final int SHORTEST_ANSWER = 256;
    private static final int SHORTEST_OUTPUT = 600;
    private static final int LEAST_ROOM = 4_000;

    public static Window of(ModelSpec spec, Settings settings) {
        if (spec.provider().equals(BUILTIN)) { // no language model: it reads everything, and needs to
            return new Window(Long.MAX_VALUE, settings.maxTokens(), settings.context());
        }
        var known = spec.contextTokens();
        var all = known == null || known <= 0 ? settings.context().unknownWindow() : known;
        var answer = Math.min(settings.maxTokens(), Math.max(SHORTEST_ANSWER, all / 4));
        var reserve = all / 20;
        return new Window(Math.max(0, all - answer - reserve), answer, settings.context());
    }

    public boolean isEndless() {
        return prompt == Long.MAX_VALUE;
    }

    /** Tokens from which on a request is worth a summary, when {@code base} of them are there in any case. */
    public long threshold(long base) {
        var usual = Math.min(prompt * 3 / 5, limits.longest());
        return Math.max(usual, base + Math.min(LEAST_ROOM, Math.max(0, prompt - base) * 7 / 10));
    }

    /** How much of the outputs of calls that were asked for together is shown, in bytes for each. */
    public int outputBytes(int together) {
        return isEndless() ? Integer.MAX_VALUE : Math.max(SHORTEST_OUTPUT, bytes(prompt * 35 / 100) / together);
    }

    /** How much of what was said before the run is shown word for word, in bytes. */
    public int earlierBytes() {
        return isEndless() ? Integer.MAX_VALUE : bytes(prompt / 5);
    }

    private static int bytes(long tokens) {
        return (int) Math.min(Integer.MAX_VALUE, (long) (tokens * BYTES_A_TOKEN));
    }
}
