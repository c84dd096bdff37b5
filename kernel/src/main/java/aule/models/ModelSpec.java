package aule.models;

import org.jspecify.annotations.Nullable;

/**
 * A model in the catalogue.
 *
 * @param id {@code provider/model}, for example {@code ollama/llama3.2}
 * @param provider the part before the slash
 * @param role {@code general}, {@code code}, {@code creative} or {@code fast}
 * @param size parameters or bytes in words, for example {@code 3.2B}; empty if unknown
 * @param contextTokens null if unknown
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
        Supports supports) {

    /** What the model is known to do. Without {@code tools} the run loop speaks text ReAct with it. */
    public record Supports(boolean tools, boolean vision, boolean json) {}
}
