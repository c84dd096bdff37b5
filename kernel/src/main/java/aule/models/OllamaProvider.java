package aule.models;

import aule.models.Sighting.Seen;
import aule.models.cards.Cards;
import aule.models.wire.Inventory;
import aule.models.wire.OllamaInventory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** An Ollama, found by itself where it usually answers. */
final class OllamaProvider implements Provider {

    static final String NAME = "ollama";

    private static final Duration EVERY = Duration.ofSeconds(3);

    /** Nobody there is known at once; this is for somebody there on a machine that is busy starting. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private static final Duration AGAIN = Duration.ofSeconds(2);

    private final Inventory inventory;
    private final Cards cards;
    private final String base;
    private final Sighting sighting;

    OllamaProvider(Inventory inventory, Cards cards, String base) {
        this.inventory = inventory;
        this.cards = cards;
        this.base = base;
        this.sighting = new Sighting(inventory::look, EVERY);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ProviderStatus status() {
        return status(sighting.last());
    }

    @Override
    public ProviderStatus look(Duration patience) {
        return status(sighting.renewed(patience));
    }

    private ProviderStatus status(Seen seen) {
        return switch (seen) {
            case Seen.Nothing() -> status(false, "Ollama is being looked for at %s.".formatted(base), 0);
            case Seen.Away(var why) ->
                status(false, "Ollama does not answer: %s Start it with `ollama serve`.".formatted(why), 0);
            case Seen.There(var models)
            when models.isEmpty() ->
                status(
                        false,
                        "Ollama answers at %s and has no model; get one with `ollama pull llama3.2`.".formatted(base),
                        0);
            case Seen.There(var models) ->
                status(
                        true,
                        "Ollama answers at %s with %d model%s."
                                .formatted(base, models.size(), models.size() == 1 ? "" : "s"),
                        models.size());
        };
    }

    private ProviderStatus status(boolean available, String reason, int models) {
        return new ProviderStatus(NAME, available, reason, base, true, models);
    }

    @Override
    public List<ModelSpec> models() {
        return models(sighting.last());
    }

    private List<ModelSpec> models(Seen seen) {
        return seen instanceof Seen.There(var models)
                ? models.stream().map(it -> cards.dressed(it, true)).toList()
                : List.of();
    }

    @Override
    public Optional<ChatModel> model(String name) {
        return named(sighting.last(), name)
                .or(() -> named(sighting.renewed(AGAIN), name))
                .map(inventory::client);
    }

    private Optional<ModelSpec> named(Seen seen, String name) {
        return models(seen).stream()
                .filter(it -> it.name().equals(OllamaInventory.shortName(name)))
                .findFirst();
    }

    @Override
    public Optional<String> preferred() {
        var models = models(sighting.settled(FIRST_LOOK));
        return models.stream()
                .filter(it -> it.supports().tools())
                .findFirst()
                .or(() -> models.stream().findFirst())
                .map(ModelSpec::name);
    }
}
