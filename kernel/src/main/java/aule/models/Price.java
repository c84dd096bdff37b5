package aule.models;

import aule.kernel.TokenUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a model's tokens cost, in nano-US-dollars (1e-9 USD) a token. A model whose price nobody knows has none; it is
 * never free by default.
 *
 * @param inputNanos a token of the prompt
 * @param outputNanos a token of the answer, reasoning included
 * @param cachedNanos a token of the prompt served from the provider's cache; null where that costs the same
 * @param cacheWriteNanos a token of the prompt written into the provider's cache; null where that costs the same
 * @param pictureNanos a picture, in nano-US-dollars; null for what makes none or counts its tokens
 */
public record Price(
        long inputNanos,
        long outputNanos,
        @Nullable Long cachedNanos,
        @Nullable Long cacheWriteNanos,
        @Nullable Long pictureNanos) {

    /** A model that runs on the owner's own machine. */
    public static final Price FREE = new Price(0, 0);

    public Price {
        for (var each : new Long[] {inputNanos, outputNanos, cachedNanos, cacheWriteNanos, pictureNanos}) {
            if (each != null && each < 0) {
                throw new IllegalArgumentException("A price of %d nano-dollars is below zero.".formatted(each));
            }
        }
    }

    public Price(long inputNanos, long outputNanos) {
        this(inputNanos, outputNanos, null, null, null);
    }

    /** Of what makes no pictures. */
    public Price(long inputNanos, long outputNanos, @Nullable Long cachedNanos, @Nullable Long cacheWriteNanos) {
        this(inputNanos, outputNanos, cachedNanos, cacheWriteNanos, null);
    }

    public boolean isFree() {
        var picture = pictureNanos == null ? 0 : pictureNanos;
        return inputNanos == 0
                && outputNanos == 0
                && orInput(cachedNanos) == 0
                && orInput(cacheWriteNanos) == 0
                && picture == 0;
    }

    /** What a call cost, in nano-US-dollars; a usage that claims more cached tokens than it read counts them once. */
    public long cost(TokenUsage usage) {
        var cached = Math.min(usage.cachedTokens(), usage.tokensIn());
        var written = Math.min(usage.cacheWriteTokens(), usage.tokensIn() - cached);
        var fresh = Math.multiplyExact(usage.tokensIn() - cached - written, inputNanos);
        var cache = Math.addExact(
                Math.multiplyExact(cached, orInput(cachedNanos)),
                Math.multiplyExact(written, orInput(cacheWriteNanos)));
        var answer = Math.multiplyExact(usage.tokensOut(), outputNanos);
        return Math.addExact(Math.addExact(fresh, cache), answer);
    }

    /** What a call cost that also made pictures. */
    public long cost(TokenUsage usage, int pictures) {
        var each = pictureNanos == null ? 0 : pictureNanos;
        return Math.addExact(cost(usage), Math.multiplyExact(each, pictures));
    }

    private long orInput(@Nullable Long nanos) {
        return nanos == null ? inputNanos : nanos;
    }
}
