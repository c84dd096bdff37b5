package aule.models;

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
        Set<String> tags) {

    /** How strong a model is among its kind, which mostly is how dear it is. */
    public enum Family {
        FLASH,
        STANDARD,
        FRONTIER
    }

    public ModelSpec {
        tags = Set.copyOf(tags);
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

    public ModelSpec withPrice(@Nullable Price known) {
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
                known,
                family,
                tags);
    }

    /** The same model, of which something else is known. */
    public ModelSpec with(Supports other) {
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
                other,
                maxOutputTokens,
                price,
                family,
                tags);
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

        /** The same, which is asked for tools in another way. */
        public Supports with(boolean callsTools, boolean writesJson) {
            return new Supports(callsTools, vision, writesJson, reasoning, embedding);
        }
    }
}
