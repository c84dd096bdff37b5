package aule.models;

import aule.egress.Origin;
import aule.models.Sighting.Seen;
import aule.models.cards.Cards;
import aule.models.cards.Terms;
import aule.models.wire.Inventory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server of which any model is asked by its name, whether or not it lists it. */
final class RemoteProvider implements Provider {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final Duration FIRST_LOOK = Duration.ofSeconds(2);

    private final Source source;
    private final String usual;
    private final Inventory inventory;
    private final Cards cards;
    private final Memory memory;
    private final Sighting sighting;
    private final Embedding embedding;
    private final Painting painting;

    /**
     * @param usual the model to prefer where the server has it; empty for the first it lists
     * @param memory what it listed in another life
     */
    RemoteProvider(Source source, String usual, Inventory inventory, Cards cards, Memory memory) {
        this.source = source;
        this.usual = usual;
        this.inventory = inventory;
        this.cards = cards;
        this.memory = memory;
        this.sighting = new Sighting(() -> memory.keep(configured(), inventory.look()), EVERY);
        this.embedding = new Embedding(inventory, EVERY, this::dressed);
        this.painting = new Painting(inventory, EVERY, this::dressed);
    }

    private Configured configured() {
        return source.configured();
    }

    @Override
    public String name() {
        return configured().id();
    }

    @Override
    public Optional<Source> source() {
        return Optional.of(source);
    }

    @Override
    public ProviderStatus status() {
        return source.ready() ? status(sighting.last()) : unready();
    }

    @Override
    public ProviderStatus look(Duration patience) {
        return source.ready() ? status(sighting.renewed(patience)) : unready();
    }

    private ProviderStatus unready() {
        var variable = source.keyVariable();
        var remedy = variable.isEmpty() ? "" : "set %s, or ".formatted(variable);
        return status(
                false,
                configured().enabled()
                        ? "There is no key: %senter one under Settings → Models.".formatted(remedy)
                        : "It is switched off; switch it on under Settings → Models.",
                0);
    }

    private ProviderStatus status(Seen seen) {
        return switch (seen) {
            case Seen.Nothing() ->
                status(
                        true,
                        "Configured at %s; not looked at yet."
                                .formatted(configured().baseUrl()),
                        0);
            case Seen.Away(var why, var _) -> status(false, why, 0);
            case Seen.There(var models) ->
                status(
                        true,
                        "%s answers with %d models.".formatted(configured().baseUrl(), models.size()),
                        models.size());
        };
    }

    private ProviderStatus status(boolean available, String reason, int models) {
        return new ProviderStatus(name(), available, reason, configured().baseUrl(), isLocal(), models);
    }

    private boolean isLocal() {
        return configured().local() || Origin.of(configured().baseUrl()).host().matches("localhost|127\\..*|\\[::1]");
    }

    @Override
    public List<ModelSpec> models() {
        if (!source.ready()) {
            return List.of();
        }
        var listed = listed();
        if (listed.isEmpty()) {
            var one = wished().isEmpty() ? usual : wished();
            return one.isEmpty() ? List.of() : List.of(spec(one));
        }
        return listed.stream().map(this::dressed).toList();
    }

    /** What it lists now, or listed when it was last seen. */
    private List<ModelSpec> listed() {
        return sighting.last() instanceof Seen.There(var models) ? models : memory.recalled(configured());
    }

    @Override
    public Optional<ChatModel> model(String name) {
        return source.ready() ? Optional.of(Aloud.told(inventory.client(spec(name)))) : Optional.empty();
    }

    @Override
    public Optional<EmbeddingModel> embedder(String name) {
        return source.ready() ? embedding.unlisted(name) : Optional.empty();
    }

    @Override
    public Optional<EmbeddingModel> embedder() {
        return source.ready() ? embedding.first() : Optional.empty();
    }

    @Override
    public List<ModelSpec> embedders() {
        return source.ready() ? embedding.listed() : List.of();
    }

    @Override
    public Optional<ImageModel> painter(String name) {
        return source.ready() ? painting.named(name) : Optional.empty();
    }

    @Override
    public List<ModelSpec> painters() {
        return source.ready() ? painting.listed() : List.of();
    }

    private ModelSpec spec(String name) {
        return dressed(listed().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseGet(() -> inventory.spec(name)));
    }

    private ModelSpec dressed(ModelSpec spec) {
        return cards.dressed(
                spec,
                new Terms(
                        false, isLocal() && !configured().relay(), configured().relay()));
    }

    @Override
    public Optional<String> preferred() {
        if (!source.ready()) {
            return Optional.empty();
        }
        return wished().isEmpty() ? first() : Optional.of(wished());
    }

    private String wished() {
        return configured().defaultModel();
    }

    private Optional<String> first() {
        var names = sighting.settled(FIRST_LOOK) instanceof Seen.There(var models)
                ? models.stream()
                        .map(this::dressed)
                        .filter(it -> !it.supports().embedding())
                        .map(ModelSpec::name)
                        .toList()
                : List.<String>of();
        return Optional.of(names.isEmpty() || names.contains(usual) ? usual : names.getFirst())
                .filter(it -> !it.isEmpty());
    }
}
