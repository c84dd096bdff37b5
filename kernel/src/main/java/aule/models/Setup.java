package aule.models;

import aule.kernel.OrgId;
import aule.models.Source.From;
import aule.vault.Secret;
import aule.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which providers are configured: by the settings, by the environment, and by rows that a person stored. */
final class Setup {

    private final Presets presets;
    private final SqlEntries entries;
    private final Vault vault;
    private final OrgId org;
    private final Map<String, String> environment;

    Setup(Presets presets, SqlEntries entries, Vault vault, OrgId org, Map<String, String> environment) {
        this.presets = presets;
        this.entries = entries;
        this.vault = vault;
        this.org = org;
        this.environment = Map.copyOf(environment);
    }

    Addresses addresses(ProviderSettings settings) {
        return new Addresses(settings, environment);
    }

    /** All of them, those of the settings first. */
    List<Source> sources(ProviderSettings settings) {
        var rows = entries.all(SqlEntries.Kind.PROVIDER, Configured.class);
        var all = new ArrayList<>(ofSettings(settings).stream()
                .map(it -> overlaid(it, rows.get(it.configured().id())))
                .toList());
        fromEnvironment().filter(it -> !rows.containsKey(it.configured().id())).forEach(all::add);
        rows.values().stream()
                .filter(it -> !isOfSettings(it.id()))
                .map(this::stored)
                .forEach(all::add);
        entries.all(SqlEntries.Kind.FOUND, Configured.class).entrySet().stream()
                .map(it -> new Source(it.getValue(), key(foundKey(it.getKey())), From.FOUND, ""))
                .forEach(all::add);
        return all;
    }

    /** The two that a person configures in the settings, which fall back to the environment. */
    List<Source> ofSettings(ProviderSettings settings) {
        var addresses = addresses(settings);
        var openai = presets.needed(Presets.OPENAI);
        var remote = Configured.from(openai).at(addresses.remote()).withDefault(addresses.wishedModel());
        var keyed = addresses.remoteReady() && addresses.key() == null ? remote.withoutKey() : remote;
        var local = Configured.from(presets.needed(Presets.OLLAMA)).at(addresses.local());
        return List.of(
                new Source(keyed, addresses.key(), From.SETTINGS, openai.keyVariable()),
                new Source(local, null, From.SETTINGS, ""));
    }

    static boolean isOfSettings(String id) {
        return id.equals(Presets.OPENAI) || id.equals(Presets.OLLAMA);
    }

    private static Source overlaid(Source source, @Nullable Configured row) {
        return row == null
                ? source
                : new Source(source.configured().likeRow(row), source.key(), source.from(), source.keyVariable());
    }

    private Stream<Source> fromEnvironment() {
        return presets.all().stream()
                .filter(it ->
                        !isOfSettings(it.id()) && !variable(it.keyVariable()).isEmpty())
                .map(it -> new Source(meant(it), variable(it.keyVariable()), From.ENVIRONMENT, it.keyVariable()));
    }

    /** The preset where the environment has it: beside the variable of a key may stand one of the address. */
    private Configured meant(Preset preset) {
        var address = variable(preset.addressVariable()).replaceFirst("/+$", "");
        return address.isEmpty()
                ? Configured.from(preset)
                : Configured.from(preset).at(address);
    }

    /** A key of the environment goes where it was meant to go, and never to another address. */
    private Source stored(Configured row) {
        var preset = presets.named(row.preset());
        var variable = preset.map(Preset::keyVariable).orElse("");
        var own = key(providerKey(row.id()));
        var meant =
                preset.filter(it -> meant(it).baseUrl().equals(row.baseUrl())).isPresent();
        var given = variable(variable);
        var key = own == null && meant && !given.isEmpty() ? given : own;
        return new Source(row, key, From.STORED, meant ? variable : "");
    }

    private @Nullable String key(String name) {
        return vault.get(org, name).map(Secret::reveal).orElse(null);
    }

    Optional<Configured> row(String id) {
        return entries.one(SqlEntries.Kind.PROVIDER, id, Configured.class);
    }

    int rows() {
        return entries.all(SqlEntries.Kind.PROVIDER, Configured.class).size();
    }

    /** Returns whether there was none of that id. */
    boolean add(Configured row) {
        return entries.add(SqlEntries.Kind.PROVIDER, row.id(), row);
    }

    void put(Configured row) {
        entries.put(SqlEntries.Kind.PROVIDER, row.id(), row);
    }

    void putKey(String id, String key) {
        vault.put(org, providerKey(id), new Secret(key));
    }

    void removeKey(String id) {
        vault.remove(org, providerKey(id));
    }

    /** Forgets a provider with its key; returns whether there was one. */
    boolean remove(String id) {
        removeKey(id);
        var stored = entries.remove(SqlEntries.Kind.PROVIDER, id);
        var found = entries.all(SqlEntries.Kind.FOUND, Configured.class).entrySet().stream()
                .filter(it -> it.getValue().id().equals(id))
                .map(Map.Entry::getKey)
                .toList();
        found.forEach(it -> {
            vault.remove(org, foundKey(it));
            entries.remove(SqlEntries.Kind.FOUND, it);
        });
        return stored || !found.isEmpty();
    }

    /** Keeps a place where models were found, for the next lives too. */
    void keepFound(Source source) {
        var id = source.configured().id() + "@" + source.configured().baseUrl();
        if (source.key() != null) {
            vault.put(org, foundKey(id), new Secret(source.key()));
        }
        entries.put(SqlEntries.Kind.FOUND, id, source.configured());
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "").strip();
    }

    private static String providerKey(String id) {
        return "models.providers.%s.api_key".formatted(id);
    }

    private static String foundKey(String id) {
        return "models.found.%s.api_key".formatted(id);
    }
}
