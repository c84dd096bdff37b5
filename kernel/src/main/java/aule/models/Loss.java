package aule.models;

import aule.kernel.TokenUsage;

/**
 * What a question used whose answer broke off: its provider is likely to charge for it.
 *
 * @param estimated whether the tokens are reckoned from what was asked and what came of the answer, because the provider
 *     had not told them yet
 * @param ms milliseconds until it broke off
 */
public record Loss(TokenUsage usage, boolean estimated, long ms) {

    /** A token is seldom shorter, in whatever language. */
    private static final int BYTES_A_TOKEN = 3;

    /**
     * Of a question to which some of an answer came; never more than what is set aside for it.
     *
     * @param told what the provider has told so far, {@link TokenUsage#NONE} if nothing
     * @param untold bytes of the answer that came after that
     */
    public static Loss of(ChatModel.Request request, TokenUsage told, long untold, long ms) {
        var known = told.tokensIn() > 0;
        var in = known ? told.tokensIn() : tokens(Most.longest(request));
        var out = Math.max(told.tokensOut(), Math.min(request.maxTokens(), told.tokensOut() + tokens(untold)));
        var usage = new TokenUsage(in, out, told.cachedTokens(), told.reasoningTokens(), told.cacheWriteTokens());
        return new Loss(usage, !known || untold > 0, ms);
    }

    private static long tokens(long bytes) {
        return Math.ceilDiv(bytes, BYTES_A_TOKEN);
    }
}
