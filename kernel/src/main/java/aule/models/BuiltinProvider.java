package aule.models;

import aule.models.commands.BuiltinCommands;
import aule.models.minilm.MiniLm;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The models that are always there: one that understands commands, and one that makes vectors. */
record BuiltinProvider(BuiltinCommands commands, MiniLm vectors) implements Provider {

    static final String NAME = "builtin";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Source> source() {
        return Optional.empty();
    }

    @Override
    public ProviderStatus status() {
        return new ProviderStatus(
                NAME,
                true,
                "Always here; understands plain commands and makes vectors of texts.",
                "",
                true,
                models().size());
    }

    @Override
    public ProviderStatus look(Duration patience) {
        return status();
    }

    @Override
    public List<ModelSpec> models() {
        return List.of(commands.spec(), vectors.spec());
    }

    @Override
    public Optional<ChatModel> model(String name) {
        return name.equals(commands.spec().name()) ? Optional.of(commands) : Optional.empty();
    }

    @Override
    public Optional<EmbeddingModel> embedder(String name) {
        return name.equals(vectors.spec().name()) ? Optional.of(vectors) : Optional.empty();
    }

    @Override
    public List<ModelSpec> embedders() {
        return List.of(vectors.spec());
    }

    @Override
    public Optional<EmbeddingModel> embedder() {
        return Optional.of(vectors);
    }

    @Override
    public Optional<String> preferred() {
        return Optional.of(commands.spec().name());
    }
}
