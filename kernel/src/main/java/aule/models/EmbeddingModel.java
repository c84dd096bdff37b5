package aule.models;

import aule.kernel.TokenUsage;
import java.util.List;

/** One model that turns texts into vectors, so that texts of like meaning lie close to each other. */
public interface EmbeddingModel {

    /** What it is. */
    ModelSpec spec();

    /**
     * Asks, in as many requests as it takes, and blocks the calling virtual thread until every vector is there.
     * Interrupting the thread closes the connection at once.
     *
     * @param texts none of them blank
     * @throws aule.kernel.AuleException with {@code INVALID} for a blank text, and with {@code PROVIDER_ERROR},
     *     {@code RATE_LIMITED} or {@code UNAVAILABLE} in the words of a person, never with a key in it
     */
    Embeddings embed(List<String> texts) throws InterruptedException;

    /** The same model, of which more is known. */
    default EmbeddingModel as(ModelSpec known) {
        var model = this;
        return new EmbeddingModel() {
            @Override
            public ModelSpec spec() {
                return known;
            }

            @Override
            public Embeddings embed(List<String> texts) throws InterruptedException {
                return model.embed(texts);
            }
        };
    }

    /**
     * The vectors of some texts.
     *
     * @param vectors one for each text, in the order of the texts, all of one length
     */
    record Embeddings(List<float[]> vectors, TokenUsage usage) {

        public Embeddings {
            vectors = List.copyOf(vectors);
        }
    }
}
