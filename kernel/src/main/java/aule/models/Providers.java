package aule.models;

import aule.egress.Origin;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ProviderSettings.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The door to where models come from: what is configured, whether it answers, and what else can be found. */
public final class Providers {

    static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Catalogue catalogue;
    private final Lineup.Maker maker;
    private final Setup setup;

    Providers(Catalogue catalogue, Lineup.Maker maker, Setup setup) {
        this.catalogue = catalogue;
        this.maker = maker;
        this.setup = setup;
    }

    /**
     * @param model the model that would be asked, empty if none
     * @param message what was found, as a sentence; when it is not ok, with what to do
     */
    public record Diagnosis(boolean ok, String url, String model, String message) {}

    /**
     * What a search found.
     *
     * @param sources what became of each place that was searched
     */
    public record Discovery(List<ModelSpec> models, List<ProviderStatus> sources) {

        public Discovery {
            models = List.copyOf(models);
            sources = List.copyOf(sources);
        }
    }

    /** Uses these settings from the next choice on; chats under way end as they began. */
    public void use(ProviderSettings settings) {
        use(settings, List.of());
    }

    /** @param seen providers that were looked at already */
    private void use(ProviderSettings settings, List<Provider> seen) {
        catalogue.change(now -> maker.lineup(
                settings,
                setup.sources(settings),
                Stream.concat(now.all().stream(), seen.stream()).toList()));
        var _ = status();
    }

    /** Reads what is configured once more; what has not changed stays as it is. */
    void reload() {
        use(catalogue.lineup().settings());
    }

    /** Every provider and whether it can be used; looks again in the background when the last look is old. */
    public List<ProviderStatus> status() {
        return all().stream().map(Provider::status).toList();
    }

    List<Provider> all() {
        return catalogue.lineup().all();
    }

    Optional<Provider> named(String id) {
        return catalogue.lineup().named(id).stream().findFirst();
    }

    /** Tries settings without using them. */
    public Diagnosis test(ProviderSettings settings) {
        if (settings.mode() == Mode.OFF) {
            return new Diagnosis(false, "", "", "Models are switched off, so none is asked; choose another mode.");
        }
        var tried = maker.lineup(settings, setup.ofSettings(settings), List.of());
        var remote = settings.mode() == Mode.REMOTE
                || (settings.mode() == Mode.AUTO && setup.addresses(settings).remoteReady());
        var provider = (remote ? tried.remote() : tried.local()).getFirst();
        var seen = provider.look(PATIENCE);
        var model = settings.defaultModel().isBlank()
                ? provider.preferred().map(it -> provider.name() + "/" + it).orElse("")
                : tried.defaultModel();
        if (!seen.available()) {
            return new Diagnosis(false, seen.baseUrl(), model, seen.reason());
        }
        var known = provider.models().stream().anyMatch(it -> it.id().equals(model));
        return known ? new Diagnosis(true, seen.baseUrl(), model, seen.reason()) : missing(seen, model, remote);
    }

    private static Diagnosis missing(ProviderStatus seen, String model, boolean remote) {
        var remedy = remote ? "Choose one that it lists." : "Install it with `ollama pull`, or choose another.";
        return new Diagnosis(
                false, seen.baseUrl(), model, "%s It does not list '%s'. %s".formatted(seen.reason(), model, remedy));
    }

    /**
     * Looks for models where a person says, and keeps the places where some are found. A place that does not answer is
     * reported, not fatal.
     *
     * @throws AuleException with {@code EGRESS_DENIED} for an address that is neither on this machine nor configured
     */
    public Discovery discover(@Nullable String ollama, @Nullable String litellm, @Nullable String key) {
        var searched = new ArrayList<Provider>();
        if (ollama != null && !ollama.isBlank()) {
            searched.add(place(Presets.OLLAMA, ollama, null));
        }
        if (litellm != null && !litellm.isBlank()) {
            searched.add(place("litellm", litellm, key));
        }
        if (searched.isEmpty()) {
            catalogue.lineup().named(Presets.OLLAMA).stream().findFirst().ifPresent(searched::add);
        }
        var sources = searched.stream().map(it -> it.look(PATIENCE)).toList();
        var answering = searched.stream().filter(it -> it.status().available()).toList();
        answering.stream()
                .filter(this::isNew)
                .flatMap(it -> it.source().stream())
                .forEach(setup::keepFound);
        use(catalogue.lineup().settings(), answering);
        return new Discovery(
                answering.stream().flatMap(it -> it.models().stream()).toList(), sources);
    }

    private Provider place(String preset, String address, @Nullable String key) {
        var row = Configured.from(maker.presets().needed(preset)).at(allowed(address));
        var kept = key == null || key.isBlank() ? null : key.strip();
        return maker.provider(new Source(row, kept, Source.From.FOUND, ""));
    }

    private boolean isNew(Provider provider) {
        return all().stream()
                .flatMap(it -> it.source().stream())
                .filter(it -> it.from() != Source.From.FOUND)
                .noneMatch(it -> it.configured().id().equals(provider.name())
                        && it.configured().baseUrl().equals(provider.status().baseUrl()));
    }

    private String allowed(String address) {
        var origin = Origin.of(address);
        var configured = all().stream()
                .flatMap(it -> it.source().stream())
                .map(it -> Origin.of(it.configured().baseUrl()))
                .anyMatch(origin::equals);
        var here = origin.host().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
        if (!configured && !here) {
            throw new AuleException(
                    ErrorCode.EGRESS_DENIED,
                    "Models are looked for on this machine and at configured addresses only; enter %s under Settings → Models first."
                            .formatted(origin));
        }
        return address.strip().replaceFirst("/+$", "");
    }
}
