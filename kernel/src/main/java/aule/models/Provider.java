package aule.models;

import aule.models.wire.OllamaShelf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One source of models. */
interface Provider {

    String name();

    /** What it was made from; empty for the built-in one. */
    Optional<Source> source();

    ProviderStatus status();

    /** The models seen last, and a look in the background when that was long ago. */
    List<ModelSpec> models();

    /** A client for a model by its name at this provider; looks again, briefly, for a name it does not know. */
    Optional<ChatModel> model(String name);

    /** A client for a model that makes vectors, by its name at this provider; empty where there is none. */
    default Optional<EmbeddingModel> embedder(String name) {
        return Optional.empty();
    }

    /** A client for the first of its models that make vectors, waiting if nobody has looked yet; empty where there is none. */
    default Optional<EmbeddingModel> embedder() {
        return Optional.empty();
    }

    /** A client for a model that makes pictures, by its name at this provider; empty where there is none. */
    default Optional<ImageModel> painter(String name) {
        return Optional.empty();
    }

    /** Its models that make pictures, waiting if nobody has looked yet. */
    default List<ModelSpec> painters() {
        return List.of();
    }

    /** Its models that make vectors, waiting if nobody has looked yet. */
    default List<ModelSpec> embedders() {
        return List.of();
    }

    /** The name of the model it offers when nobody names one; empty when it is not ready. */
    Optional<String> preferred();

    /** What it has on its disk and in its memory; empty for one that keeps no models. */
    default Optional<OllamaShelf> shelf() {
        return Optional.empty();
    }

    /** Looks now and waits for what is seen. */
    ProviderStatus look(Duration patience);
}
