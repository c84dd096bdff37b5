package aule.models;

import aule.egress.Egress;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.models.cards.Cards;
import aule.models.commands.BuiltinCommands;
import aule.models.minilm.MiniLm;
import aule.models.wire.AnthropicInventory;
import aule.models.wire.AzureInventory;
import aule.models.wire.GeminiInventory;
import aule.models.wire.Inventory;
import aule.models.wire.OllamaInventory;
import aule.models.wire.OllamaShelf;
import aule.models.wire.OpenAiInventory;
import aule.models.wire.Server;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The providers there are, in the order in which they are asked.
 *
 * @param remote those elsewhere, the one of the settings first
 * @param local those on a machine of the owner, the one of the settings first and the files of this one last
 * @param found providers that a person had discovered beside the configured ones
 */
record Lineup(
        ProviderSettings settings,
        List<Provider> remote,
        List<Provider> local,
        BuiltinProvider builtin,
        List<Provider> found) {

    Lineup {
        remote = List.copyOf(remote);
        local = List.copyOf(local);
        found = List.copyOf(found);
    }

    /** Builds providers; nothing here waits for a network. */
    record Maker(
            Egress egress, Ids ids, Presets presets, Cards cards, Memory memory, GgufProvider files, MiniLm vectors) {

        /** A provider that has not changed stays the one it is, with what it has seen. */
        Lineup lineup(ProviderSettings settings, List<Source> sources, List<Provider> known) {
            var made = sources.stream().map(it -> kept(known, it)).toList();
            return new Lineup(
                    settings,
                    made.stream().filter(it -> !isFound(it) && !isLocal(it)).toList(),
                    Stream.concat(made.stream().filter(it -> !isFound(it) && isLocal(it)), Stream.of(files))
                            .toList(),
                    new BuiltinProvider(new BuiltinCommands(ids), vectors),
                    made.stream().filter(Maker::isFound).toList());
        }

        private Provider kept(List<Provider> known, Source source) {
            return known.stream()
                    .filter(it -> it.source().filter(source::equals).isPresent())
                    .findFirst()
                    .orElseGet(() -> provider(source));
        }

        private static boolean isFound(Provider provider) {
            return provider.source()
                    .filter(it -> it.from() == Source.From.FOUND)
                    .isPresent();
        }

        private static boolean isLocal(Provider provider) {
            return provider.source().filter(it -> it.configured().local()).isPresent();
        }

        Provider provider(Source source) {
            var row = source.configured();
            var server = new Server(row.id(), row.baseUrl(), source.key(), egress);
            return switch (row.protocol()) {
                case OLLAMA ->
                    new OllamaProvider(source, new OllamaInventory(server, ids), new OllamaShelf(server), cards);
                case OPENAI -> remote(source, new OpenAiInventory(server, ids));
                case ANTHROPIC ->
                    remote(source, AnthropicInventory.at(row.id(), row.baseUrl(), source.key(), egress, ids));
                case GEMINI -> remote(source, GeminiInventory.at(row.id(), row.baseUrl(), source.key(), egress, ids));
                case AZURE -> remote(source, AzureInventory.at(row.id(), row.baseUrl(), source.key(), "", egress, ids));
            };
        }

        private Provider remote(Source source, Inventory inventory) {
            var preset = presets.named(source.configured().preset());
            return new RemoteProvider(source, preset.map(Preset::usualModel).orElse(""), inventory, cards, memory);
        }
    }

    /** Remote ones before local ones, and what was found last. */
    List<Provider> all() {
        return Stream.of(remote, local, List.<Provider>of(builtin), found)
                .flatMap(List::stream)
                .toList();
    }

    List<Provider> named(String name) {
        return all().stream().filter(it -> it.name().equals(name)).toList();
    }

    List<ModelSpec> models() {
        return all().stream().flatMap(it -> it.models().stream()).toList();
    }

    /** @throws AuleException with {@code UNAVAILABLE} while models are switched off */
    void requireOn() {
        if (settings.mode() == ProviderSettings.Mode.OFF) {
            throw new AuleException(
                            ErrorCode.UNAVAILABLE,
                            "Models are switched off, so none is asked; switch them on under Settings → Models.")
                    .lasting();
        }
    }

    /** The id of the model to ask when nobody names one. */
    String defaultModel() {
        if (!settings.defaultModel().isBlank()) {
            return qualified(settings.defaultModel().strip());
        }
        return usual().flatMap(it -> it.preferred().map(name -> it.name() + "/" + name).stream())
                .findFirst()
                .orElse(settings.mode() == ProviderSettings.Mode.REMOTE ? Presets.OPENAI : BuiltinProvider.NAME);
    }

    /** A model that makes vectors, when nobody names one; waits for providers that nobody has looked at yet. */
    Optional<EmbeddingModel> embedder() {
        return usual().flatMap(it -> it.embedder().stream()).findFirst();
    }

    /** Those that the mode takes, in the order in which they are asked. */
    private Stream<Provider> usual() {
        return switch (settings.mode()) {
            case REMOTE -> remote.stream();
            case LOCAL -> Stream.concat(local.stream(), Stream.of(builtin));
            case AUTO, OFF ->
                Stream.of(remote, local, List.<Provider>of(builtin)).flatMap(List::stream);
        };
    }

    /** A bare name belongs to the provider that the mode chooses. */
    private String qualified(String name) {
        var slash = name.indexOf('/');
        if (slash > 0 && !named(name.substring(0, slash)).isEmpty()) {
            return name;
        }
        return switch (settings.mode()) {
            case REMOTE -> Presets.OPENAI + "/" + name;
            case LOCAL -> Presets.OLLAMA + "/" + name;
            case AUTO, OFF -> name;
        };
    }
}
