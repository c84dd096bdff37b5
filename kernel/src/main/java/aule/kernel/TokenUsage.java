package aule.kernel;

/**
 * What one model call consumed, as its provider reported it; zero where it reported nothing.
 *
 * @param cachedTokens the part of {@code tokensIn} that the provider served from its prompt cache
 * @param reasoningTokens the part of {@code tokensOut} that was reasoning
 */
public record TokenUsage(long tokensIn, long tokensOut, long cachedTokens, long reasoningTokens) {

    public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0);
}
