package aule.models;

import aule.egress.Origin;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ProviderSettings.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The door to where models come from: what is configured, whether it answers, and what else can be found. */
public final class Providers {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Catalogue catalogue;
    private final Lineup.Maker maker;
    private final Map<String, String> environment;

    Providers(Catalogue catalogue, Lineup.Maker maker, Map<String, String> environment) {
        this.catalogue = catalogue;
        this.maker = maker;
        this.environment = Map.copyOf(environment);
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
        var addresses = new Addresses(settings, environment);
        catalogue.change(now -> maker.lineup(addresses, now.found()));
        var _ = status();
    }

    /** Every provider and whether it can be used; looks again in the background when the last look is old. */
    public List<ProviderStatus> status() {
        return catalogue.lineup().all().stream().map(Provider::status).toList();
    }

    /** Tries settings without using them. */
    public Diagnosis test(ProviderSettings settings) {
        var tried = maker.lineup(new Addresses(settings, environment), List.of());
        var remote = settings.mode() == Mode.REMOTE
                || (settings.mode() == Mode.AUTO && tried.addresses().remoteReady());
        Provider provider = remote ? tried.remote() : tried.local();
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
     * Looks for models where a person says, and keeps what is found until the kernel stops. A place that does not
     * answer is reported, not fatal.
     *
     * @throws AuleException with {@code EGRESS_DENIED} for an address that is neither on this machine nor configured
     */
    public Discovery discover(@Nullable String ollama, @Nullable String litellm, @Nullable String key) {
        var searched = new ArrayList<Provider>();
        if (ollama != null && !ollama.isBlank()) {
            searched.add(maker.ollama(allowed(ollama)));
        }
        if (litellm != null && !litellm.isBlank()) {
            searched.add(maker.litellm(allowed(litellm), key == null ? "" : key));
        }
        if (searched.isEmpty()) {
            searched.add(catalogue.lineup().local());
        }
        var sources = searched.stream().map(it -> it.look(PATIENCE)).toList();
        var answering = searched.stream().filter(it -> it.status().available()).toList();
        answering.stream().filter(this::isNew).forEach(it -> catalogue.change(now -> now.with(it)));
        return new Discovery(
                answering.stream().flatMap(it -> it.models().stream()).toList(), sources);
    }

    private boolean isNew(Provider provider) {
        var lineup = catalogue.lineup();
        return !provider.status().baseUrl().equals(lineup.local().status().baseUrl());
    }

    private String allowed(String address) {
        var origin = Origin.of(address);
        var addresses = catalogue.lineup().addresses();
        var configured =
                Stream.of(addresses.local(), addresses.remote()).map(Origin::of).anyMatch(origin::equals);
        var here = origin.host().matches("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
        if (!configured && !here) {
            throw new AuleException(
                    ErrorCode.EGRESS_DENIED,
                    "Models are looked for on this machine and at configured addresses only; enter %s under Settings → Models first."
                            .formatted(origin));
        }
        return address.strip();
    }
}
