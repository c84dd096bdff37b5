package aule.models;

import aule.models.Sighting.Seen;
import aule.models.cards.Cards;
import aule.models.cards.Terms;
import aule.models.wire.Inventory;
import aule.models.wire.OllamaInventory;
import aule.models.wire.OllamaShelf;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An Ollama, found by itself where it usually answers. */
final class OllamaProvider implements Provider {

    private static final Duration EVERY = Duration.ofSeconds(3);

    /** Nobody there is known at once; this is for somebody there on a machine that is busy starting. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private static final Duration AGAIN = Duration.ofSeconds(2);

    private static final Terms TERMS = new Terms(true, true, false);

    private final Inventory inventory;
    private final OllamaShelf shelf;
    private final Cards cards;
    private final Source source;
    private final Sighting sighting;
    private final Embedding embedding;

    OllamaProvider(Source source, Inventory inventory, OllamaShelf shelf, Cards cards) {
        this.source = source;
        this.inventory = inventory;
        this.shelf = shelf;
        this.cards = cards;
        this.sighting = new Sighting(inventory::look, EVERY);
        this.embedding = new Embedding(inventory, EVERY, it -> cards.dressed(it, TERMS));
    }

    @Override
    public String name() {
        return source.configured().id();
    }

    @Override
    public Optional<Source> source() {
        return Optional.of(source);
    }

    private String base() {
        return source.configured().baseUrl();
    }

    @Override
    public Optional<OllamaShelf> shelf() {
        return Optional.of(shelf);
    }

    @Override
    public ProviderStatus status() {
        return source.ready() ? status(sighting.last()) : off();
    }

    @Override
    public ProviderStatus look(Duration patience) {
        return source.ready() ? status(sighting.renewed(patience)) : off();
    }

    private ProviderStatus off() {
        return status(false, "It is switched off; switch it on under Settings → Models.", 0);
    }

    private ProviderStatus status(Seen seen) {
        return switch (seen) {
            case Seen.Nothing() -> status(false, "Ollama is being looked for at %s.".formatted(base()), 0);
            case Seen.Away(var _, var silent)
            when silent ->
                status(false, "Ollama does not answer at %s; start it with `ollama serve`.".formatted(base()), 0);
            case Seen.Away(var why, var _) -> status(false, why, 0);
            case Seen.There(var models)
            when models.isEmpty() ->
                status(
                        false,
                        "Ollama answers at %s and has no model; get one with `ollama pull llama3.2`.".formatted(base()),
                        0);
            case Seen.There(var models) ->
                status(
                        true,
                        "Ollama answers at %s with %d model%s."
                                .formatted(base(), models.size(), models.size() == 1 ? "" : "s"),
                        models.size());
        };
    }

    private ProviderStatus status(boolean available, String reason, int models) {
        return new ProviderStatus(name(), available, reason, base(), true, models);
    }

    @Override
    public List<ModelSpec> models() {
        return source.ready() ? models(sighting.last()) : List.of();
    }

    private List<ModelSpec> models(Seen seen) {
        return seen instanceof Seen.There(var models)
                ? models.stream().map(it -> cards.dressed(it, TERMS)).toList()
                : List.of();
    }

    @Override
    public Optional<ChatModel> model(String name) {
        if (!source.ready()) {
            return Optional.empty();
        }
        return named(sighting.last(), name)
                .or(() -> named(sighting.renewed(AGAIN), name))
                .map(inventory::client)
                .map(Aloud::told);
    }

    @Override
    public Optional<EmbeddingModel> embedder(String name) {
        return source.ready() ? embedding.listed(OllamaInventory.shortName(name)) : Optional.empty();
    }

    @Override
    public List<ModelSpec> embedders() {
        return embedding.listed();
    }

    @Override
    public Optional<EmbeddingModel> embedder() {
        return source.ready() ? embedding.first() : Optional.empty();
    }

    private Optional<ModelSpec> named(Seen seen, String name) {
        return models(seen).stream()
                .filter(it -> it.name().equals(OllamaInventory.shortName(name)))
                .findFirst();
    }

    @Override
    public Optional<String> preferred() {
        if (!source.ready()) {
            return Optional.empty();
        }
        var models = models(sighting.settled(FIRST_LOOK)).stream()
                .filter(it -> !it.supports().embedding())
                .toList();
        var wished = source.configured().defaultModel();
        return models.stream()
                .filter(it -> it.name().equals(OllamaInventory.shortName(wished)))
                .findFirst()
                .or(() -> usual(models))
                .map(ModelSpec::name);
    }

    private static Optional<ModelSpec> usual(List<ModelSpec> models) {
        return models.stream()
                .filter(it -> it.supports().tools())
                .findFirst()
                .or(() -> models.stream().findFirst());
    }
}
