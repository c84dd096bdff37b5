package aule.budget;

/**
 * What a group of answers used together.
 *
 * @param key what they have in common, such as a model's id or a day
 * @param costNanos billionths of a US dollar, of those whose price is known
 * @param unpriced answers whose price is not known
 * @param estimated answers that broke off, and of which it is only reckoned what they used
 * @param ms milliseconds that the models worked
 */
record UsageRow(
        String key,
        long calls,
        long tokensIn,
        long tokensOut,
        long cachedTokens,
        long reasoningTokens,
        long costNanos,
        long unpriced,
        long estimated,
        long ms) {}
