package aule.models;

import aule.kernel.TokenUsage;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model in the catalogue.
 *
 * @param id {@code provider/model}, for example {@code ollama/llama3.2}
 * @param provider the part before the slash
 * @param role what it is best at: {@code general}, {@code code}, {@code creative}, {@code fast}, {@code vision} or
 *     {@code embedding}
 * @param size parameters or bytes in words, for example {@code 3.2B}; empty if unknown
 * @param contextTokens null if unknown
 * @param maxOutputTokens the longest answer; null if unknown
 * @param price null if unknown, which is not the same as free
 * @param family null if unknown
 * @param tags what else a rule can choose it by: its roles, and whatever a person calls it
 * @param quirks what it does otherwise than most
 */
public record ModelSpec(
        String id,
        String name,
        String provider,
        String role,
        String size,
        String baseUrl,
        boolean isLocal,
        boolean available,
        @Nullable Integer contextTokens,
        Supports supports,
        @Nullable Integer maxOutputTokens,
        @Nullable Price price,
        @Nullable Family family,
        Set<String> tags,
        Quirks quirks) {

    /** How strong a model is among its kind, which mostly is how dear it is. */
    public enum Family {
        FLASH,
        STANDARD,
        FRONTIER
    }

    public ModelSpec {
        tags = Set.copyOf(tags);
        quirks = Objects.requireNonNullElse(quirks, Quirks.NONE); // archives of runs may say nothing of them
    }

    /** A model that does as most do. */
    public ModelSpec(
            String id,
            String name,
            String provider,
            String role,
            String size,
            String baseUrl,
            boolean isLocal,
            boolean available,
            @Nullable Integer contextTokens,
            Supports supports,
            @Nullable Integer maxOutputTokens,
            @Nullable Price price,
            @Nullable Family family,
            Set<String> tags) {
        this(
                id,
                name,
                provider,
                role,
                size,
                baseUrl,
                isLocal,
                available,
                contextTokens,
                supports,
                maxOutputTokens,
                price,
                family,
                tags,
                Quirks.NONE);
    }

    /** A model of which no catalogue says more. */
    public ModelSpec(
            String id,
            String name,
            String provider,
            String role,
            String size,
            String baseUrl,
            boolean isLocal,
            boolean available,
            @Nullable Integer contextTokens,
            Supports supports) {
        this(
                id,
                name,
                provider,
                role,
                size,
                baseUrl,
                isLocal,
                available,
                contextTokens,
                supports,
                null,
                null,
                null,
                Set.of(role));
    }

    /** How it is asked for tools: as its quirks say, else in the best way that it supports. */
    public Quirks.Dialect dialect() {
        if (quirks.dialect() != null) {
            return quirks.dialect();
        }
        return supports.tools() ? Quirks.Dialect.NATIVE : supports.json() ? Quirks.Dialect.JSON : Quirks.Dialect.TEXT;
    }

    /** What an answer costs in billionths of a US dollar; null if nobody knows. */
    public @Nullable Long cost(TokenUsage usage) {
        return price == null ? null : (Long) price.cost(usage);
    }

    /** The same of one that also made pictures. */
    public @Nullable Long cost(TokenUsage usage, int pictures) {
        return price == null ? null : (Long) price.cost(usage, pictures);
    }

    public ModelSpec withPrice(@Nullable Price known) {
        return with(known, quirks);
    }

    public ModelSpec withQuirks(Quirks known) {
        return with(price, known);
    }

    private ModelSpec with(@Nullable Price cost, Quirks ways) {
        return new ModelSpec(
                id,
                name,
                provider,
                role,
                size,
                baseUrl,
                isLocal,
                available,
                contextTokens,
                supports,
                maxOutputTokens,
                cost,
                family,
                tags,
                ways);
    }

    /**
     * What the model is known to do. Without {@code tools} the run loop asks for its steps in JSON that a schema binds,
     * and without {@code json} either in plain text (ReAct).
     *
     * @param reasoning thinks before it answers
     * @param embedding makes vectors, and no answers
     */
    public record Supports(boolean tools, boolean vision, boolean json, boolean reasoning, boolean embedding) {

        public Supports(boolean tools, boolean vision, boolean json) {
            this(tools, vision, json, false, false);
        }
    }
}
