package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ProviderSettings.Mode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the model that makes pictures: what is named, the model of the role {@code image}, what the settings for
 * pictures say, or the first there is.
 */
public final class Painters {

    private static final String USUAL = "gpt-image-1";
    private static final String LOCAL = "localai";

    private final Catalogue catalogue;
    private final RoutingTable table;
    private final Lineup.Maker maker;
    private volatile Chosen chosen = new Chosen(ProviderSettings.NONE, Optional.empty());

    /** @param provider at the address of the settings; empty if they name none */
    private record Chosen(ProviderSettings settings, Optional<Provider> provider) {

        /** The wished model's name at its provider, which may stand before it. */
        String model(String provider) {
            var wished = settings.defaultModel().strip();
            return wished.startsWith(provider + "/") ? wished.substring(provider.length() + 1) : wished;
        }
    }

    Painters(Catalogue catalogue, RoutingTable table, Lineup.Maker maker) {
        this.catalogue = catalogue;
        this.table = table;
        this.maker = maker;
    }

    /** Uses these settings from the next picture on. */
    public void use(ProviderSettings settings) {
        chosen = new Chosen(
                settings,
                switch (settings.mode()) {
                    case REMOTE -> Optional.of(provider(Presets.OPENAI, settings.remoteUrl(), settings.apiKey()));
                    case LOCAL -> local(settings);
                    case AUTO ->
                        settings.apiKey().isBlank()
                                ? local(settings)
                                : Optional.of(provider(Presets.OPENAI, settings.remoteUrl(), settings.apiKey()));
                    case OFF -> Optional.empty();
                });
    }

    private Optional<Provider> local(ProviderSettings settings) {
        return settings.localUrl().isBlank() ? Optional.empty() : Optional.of(provider(LOCAL, settings.localUrl(), ""));
    }

    private Provider provider(String preset, String address, String key) {
        var usual = Configured.from(maker.presets().needed(preset));
        var row = address.isBlank() ? usual : usual.at(address.strip().replaceFirst("/+$", ""));
        return maker.provider(new Source(
                key.isBlank() ? row.withoutKey() : row, key.isBlank() ? null : key, Source.From.SETTINGS, ""));
    }

    /**
     * @param wanted {@code provider/model}; null for the model of the role
     * @throws AuleException with {@code INVALID} if there is no such model, or none at all, with {@code UNAVAILABLE}
     *     while pictures are switched off; the sentence says what to do
     */
    public ImageModel choose(@Nullable String wanted) {
        catalogue.lineup().requireOn();
        var name = wanted == null || wanted.isBlank() ? table.routing().roles().get("image") : wanted.strip();
        return catalogue.guarded(name == null ? ofSettings() : named(name));
    }

    private ImageModel named(String id) {
        return catalogue
                .painter(id)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID,
                        "There is no model '%s' that makes pictures; name one as provider/model.".formatted(id)));
    }

    private ImageModel ofSettings() {
        var now = chosen;
        if (now.settings().mode() == Mode.OFF) {
            throw new AuleException(
                            ErrorCode.UNAVAILABLE,
                            "Models that make pictures are switched off; switch them on under Settings → Models.")
                    .lasting();
        }
        return now.provider().flatMap(it -> at(it, now)).or(this::first).orElseThrow(Painters::none);
    }

    /** A server without a key of its own is asked with the one that is configured for the same address. */
    private Optional<ImageModel> at(Provider provider, Chosen now) {
        var same = now.settings().apiKey().isBlank()
                ? catalogue.lineup().named(provider.name()).stream()
                        .filter(it ->
                                it.status().baseUrl().equals(provider.status().baseUrl()))
                        .findFirst()
                : Optional.<Provider>empty();
        var wished = now.model(provider.name());
        var name = !wished.isEmpty() ? wished : provider.name().equals(Presets.OPENAI) ? USUAL : "";
        var there = same.orElse(provider);
        return name.isEmpty()
                ? there.painters().stream().findFirst().flatMap(it -> there.painter(it.name()))
                : there.painter(name);
    }

    private Optional<ImageModel> first() {
        return list().stream().findFirst().flatMap(it -> catalogue.painter(it.id()));
    }

    private static AuleException none() {
        return new AuleException(
                ErrorCode.INVALID,
                "No model here makes pictures; enter the address of a server that has one, or give the role 'image' a model, under Settings → Models.");
    }

    /** Those that the configured providers list. */
    public List<ModelSpec> list() {
        return catalogue.lineup().all().stream()
                .flatMap(it -> it.painters().stream())
                .toList();
    }
}
