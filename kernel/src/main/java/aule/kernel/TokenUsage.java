package aule.kernel;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * What one model call consumed, as its provider reported it; zero where it reported nothing.
 *
 * @param cachedTokens the part of {@code tokensIn} that the provider served from its prompt cache
 * @param reasoningTokens the part of {@code tokensOut} that was reasoning
 * @param cacheWriteTokens the part of {@code tokensIn} that the provider wrote into its prompt cache at a price of its
 *     own
 */
public record TokenUsage(
        long tokensIn,
        long tokensOut,
        long cachedTokens,
        long reasoningTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cacheWriteTokens) {

    public static final TokenUsage NONE = new TokenUsage(0, 0, 0, 0);

    public TokenUsage(long tokensIn, long tokensOut, long cachedTokens, long reasoningTokens) {
        this(tokensIn, tokensOut, cachedTokens, reasoningTokens, 0);
    }
}
