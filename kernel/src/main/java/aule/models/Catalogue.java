package aule.models;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.cards.Cards;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Chooses among the providers there are at the moment of the question, so that new settings hold at once. */
final class Catalogue {

    private static final int NAMED_IN_A_SENTENCE = 12;

    private final AtomicReference<Lineup> lineup;
    private final Cards cards;
    private final Circuits circuits;
    private final Gates gates;

    Catalogue(Lineup lineup, Cards cards, Circuits circuits, Gates gates) {
        this.lineup = new AtomicReference<>(lineup);
        this.cards = cards;
        this.circuits = circuits;
        this.gates = gates;
    }

    Lineup lineup() {
        return lineup.get();
    }

    void change(UnaryOperator<Lineup> change) {
        lineup.updateAndGet(change);
    }

    /** As {@link Models#choose(String)}. */
    ChatModel choose(@Nullable String wanted) {
        var now = lineup.get();
        now.requireOn();
        var name = wanted == null || wanted.isBlank() ? now.defaultModel() : wanted.strip();
        return model(now, name).map(it -> guarded(now, it)).orElseThrow(() -> unknown(now, name));
    }

    private ChatModel guarded(Lineup now, ChatModel model) {
        var spec = model.spec();
        var guarded = circuits.guard(model);
        return now.named(spec.provider()).stream()
                .flatMap(it -> it.source().stream())
                .map(Source::configured)
                .filter(it -> it.baseUrl().equals(spec.baseUrl()))
                .findFirst()
                .map(it -> gates.guard(guarded, it))
                .orElse(guarded);
    }

    /** A model that makes vectors, by its id; empty if there is none of that name now. */
    Optional<EmbeddingModel> embedder(String id) {
        var now = lineup.get();
        now.requireOn();
        var slash = id.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : now.named(id.substring(0, slash)).stream()
                        .flatMap(it -> it.embedder(id.substring(slash + 1)).stream())
                        .findFirst()
                        .map(circuits::guard);
    }

    /** The model that makes vectors when nobody names one; empty if there is none. */
    Optional<EmbeddingModel> embedder() {
        var now = lineup.get();
        now.requireOn();
        return now.embedder().map(circuits::guard);
    }

    /** A model that makes pictures, by its id; empty if there is none of that name now. */
    Optional<ImageModel> painter(String id) {
        var slash = id.indexOf('/');
        return slash < 0
                ? Optional.empty()
                : lineup.get().named(id.substring(0, slash)).stream()
                        .flatMap(it -> it.painter(id.substring(slash + 1)).stream())
                        .findFirst();
    }

    /** The same model, asked only while its provider works. */
    ImageModel guarded(ImageModel model) {
        return circuits.guard(model);
    }

    Optional<ModelSpec> find(String id) {
        return model(lineup.get(), id).map(ChatModel::spec);
    }

    /** As {@link Models#defaultModel}. */
    String defaultModel() {
        var now = lineup.get();
        return now.settings().mode() == ProviderSettings.Mode.OFF ? "" : now.defaultModel();
    }

    /** As {@link Models#list}. */
    List<ModelSpec> list() {
        var now = lineup.get();
        var first = now.defaultModel();
        var byId = new LinkedHashMap<String, ModelSpec>();
        now.models().forEach(it -> byId.putIfAbsent(it.id(), it));
        var all = new ArrayList<>(byId.values());
        all.addAll(cards.worthInstalling(all));
        all.sort(Comparator.comparing(it -> !it.id().equals(first)));
        return List.copyOf(all);
    }

    /** A name without a provider is looked for at all of them, once each has been looked at. */
    private static Optional<ChatModel> model(Lineup now, String name) {
        var slash = name.indexOf('/');
        var providers = now.named(slash < 0 ? name : name.substring(0, slash));
        if (!providers.isEmpty()) {
            return providers.stream()
                    .flatMap(it -> at(it, slash < 0 ? "" : name.substring(slash + 1)).stream())
                    .findFirst();
        }
        now.all().forEach(Provider::preferred);
        var same = now.models().stream().filter(it -> it.name().equals(name)).toList();
        return same.size() == 1 ? model(now, same.getFirst().id()) : Optional.empty();
    }

    private static Optional<ChatModel> at(Provider provider, String name) {
        return name.isEmpty() ? provider.preferred().flatMap(provider::model) : provider.model(name);
    }

    private static AuleException unknown(Lineup now, String name) {
        var providers = now.named(name.replaceFirst("/.*", ""));
        var away = providers.stream()
                .map(Provider::status)
                .filter(it -> !it.available())
                .findFirst();
        var there = now.models().stream()
                .filter(it -> !it.supports().embedding())
                .map(ModelSpec::id)
                .distinct()
                .limit(NAMED_IN_A_SENTENCE)
                .toList();
        var offer = "Available: " + String.join(", ", there) + ".";
        if (away.isPresent()) {
            return new AuleException(
                    ErrorCode.UNAVAILABLE,
                    "The model '%s' cannot be used now. %s %s"
                            .formatted(name, away.get().reason(), offer));
        }
        return new AuleException(ErrorCode.INVALID, "There is no model '%s'. %s".formatted(name, offer));
    }
}
