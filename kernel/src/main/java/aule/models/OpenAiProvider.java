package aule.models;

import aule.models.Sighting.Seen;
import aule.models.cards.Cards;
import aule.models.wire.OpenAiInventory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server that speaks OpenAI's protocol: OpenAI itself, or one that a person configured. */
final class OpenAiProvider implements Provider {

    static final String NAME = "openai";

    private static final String USUAL = "gpt-5.2";
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private final OpenAiInventory inventory;
    private final Cards cards;
    private final boolean ready;
    private final String wished;
    private final Sighting sighting;

    /**
     * @param ready whether there is a key, or a server that may take none
     * @param wished the model to prefer, empty for none
     */
    OpenAiProvider(OpenAiInventory inventory, Cards cards, boolean ready, String wished) {
        this.inventory = inventory;
        this.cards = cards;
        this.ready = ready;
        this.wished = wished;
        this.sighting = new Sighting(inventory::look, EVERY);
    }

    @Override
    public String name() {
        return inventory.server().name();
    }

    @Override
    public ProviderStatus status() {
        return ready ? status(sighting.last()) : withoutKey();
    }

    @Override
    public ProviderStatus look(Duration patience) {
        return ready ? status(sighting.renewed(patience)) : withoutKey();
    }

    private ProviderStatus withoutKey() {
        return status(false, "There is no key: set OPENAI_API_KEY, or enter one under Settings → Models.", 0);
    }

    private ProviderStatus status(Seen seen) {
        var base = inventory.server().base();
        return switch (seen) {
            case Seen.Nothing() -> status(true, "Configured at %s; not looked at yet.".formatted(base), 0);
            case Seen.Away(var why) -> status(false, why, 0);
            case Seen.There(var models) ->
                status(true, "%s answers with %d models.".formatted(base, models.size()), models.size());
        };
    }

    private ProviderStatus status(boolean available, String reason, int models) {
        return new ProviderStatus(name(), available, reason, inventory.server().base(), isLocal(), models);
    }

    private boolean isLocal() {
        return inventory.spec(USUAL).isLocal();
    }

    @Override
    public List<ModelSpec> models() {
        if (!ready) {
            return List.of();
        }
        if (sighting.last() instanceof Seen.There(var models) && !models.isEmpty()) {
            return models.stream().map(it -> cards.dressed(it, false)).toList();
        }
        return List.of(spec(wished.isEmpty() ? USUAL : wished));
    }

    /** Any name is asked for: servers know more than they list, and refuse in their own words. */
    @Override
    public Optional<ChatModel> model(String name) {
        return ready ? Optional.of(inventory.client(spec(name))) : Optional.empty();
    }

    private ModelSpec spec(String name) {
        var listed = sighting.last() instanceof Seen.There(var models) ? models : List.<ModelSpec>of();
        var spec =
                listed.stream().filter(it -> it.name().equals(name)).findFirst().orElseGet(() -> inventory.spec(name));
        return cards.dressed(spec, false);
    }

    @Override
    public Optional<String> preferred() {
        if (!ready) {
            return Optional.empty();
        }
        return Optional.of(wished.isEmpty() ? listed() : wished);
    }

    private String listed() {
        if (!(sighting.settled(FIRST_LOOK) instanceof Seen.There(var models)) || models.isEmpty()) {
            return USUAL;
        }
        var usual = models.stream().anyMatch(it -> it.name().equals(USUAL));
        return usual ? USUAL : models.getFirst().name();
    }
}
