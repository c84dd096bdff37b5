package aule.models;

import aule.egress.Egress;
import aule.kernel.Ids;
import aule.models.cards.Cards;
import aule.models.commands.BuiltinCommands;
import aule.models.wire.OllamaInventory;
import aule.models.wire.OpenAiInventory;
import aule.models.wire.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The providers there are, in the order in which they are asked.
 *
 * @param found providers that a person had discovered beside the configured ones
 */
record Lineup(
        Addresses addresses,
        OpenAiProvider remote,
        OllamaProvider local,
        BuiltinProvider builtin,
        List<Provider> found) {

    Lineup {
        found = List.copyOf(found);
    }

    /** Builds providers; nothing here waits for a network. */
    record Maker(Egress egress, Ids ids, Cards cards) {

        Lineup lineup(Addresses addresses, List<Provider> found) {
            var server = new Server(OpenAiProvider.NAME, addresses.remote(), addresses.key(), egress);
            var remote = new OpenAiProvider(
                    new OpenAiInventory(server, ids), cards, addresses.remoteReady(), addresses.wishedModel());
            return new Lineup(
                    addresses, remote, ollama(addresses.local()), new BuiltinProvider(new BuiltinCommands(ids)), found);
        }

        OllamaProvider ollama(String address) {
            var server = new Server(OllamaProvider.NAME, address, null, egress);
            return new OllamaProvider(new OllamaInventory(server, ids), cards, address);
        }

        OpenAiProvider litellm(String address, String key) {
            var server = new Server("litellm", address, key, egress);
            return new OpenAiProvider(new OpenAiInventory(server, ids), cards, true, "");
        }
    }

    List<Provider> all() {
        return Stream.concat(Stream.of(remote, local, builtin), found.stream()).toList();
    }

    List<Provider> named(String name) {
        return all().stream().filter(it -> it.name().equals(name)).toList();
    }

    /** Keeps a provider beside the others; one with the same name and address makes room. */
    Lineup with(Provider fresh) {
        var kept = new ArrayList<>(found);
        kept.removeIf(it -> it.name().equals(fresh.name())
                && it.status().baseUrl().equals(fresh.status().baseUrl()));
        kept.add(fresh);
        return new Lineup(addresses, remote, local, builtin, kept);
    }

    List<ModelSpec> models() {
        return all().stream().flatMap(it -> it.models().stream()).toList();
    }

    /** The id of the model to ask when nobody names one. */
    String defaultModel() {
        var settings = addresses.settings();
        if (!settings.defaultModel().isBlank()) {
            return qualified(settings.defaultModel().strip());
        }
        return switch (settings.mode()) {
            case REMOTE -> first(List.of(remote)).orElse(OpenAiProvider.NAME);
            case LOCAL -> first(List.of(local, builtin)).orElse(BuiltinProvider.NAME);
            case AUTO -> first(List.of(remote, local, builtin)).orElse(BuiltinProvider.NAME);
        };
    }

    private static Optional<String> first(List<Provider> providers) {
        return providers.stream()
                .flatMap(it -> it.preferred().map(name -> it.name() + "/" + name).stream())
                .findFirst();
    }

    /** A bare name belongs to the provider that the mode chooses. */
    private String qualified(String name) {
        var slash = name.indexOf('/');
        if (slash > 0 && !named(name.substring(0, slash)).isEmpty()) {
            return name;
        }
        return switch (addresses.settings().mode()) {
            case REMOTE -> OpenAiProvider.NAME + "/" + name;
            case LOCAL -> OllamaProvider.NAME + "/" + name;
            case AUTO -> name;
        };
    }
}
