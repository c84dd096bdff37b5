package aule.models;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.egress.Egress;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.models.ProviderRows.KeyWish;
import aule.models.ProviderRows.Wish;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers the operations on providers of {@code api/models.yaml}. */
final class ProvidersApi {

    record ProviderList(List<ProviderView> providers, int count) {}

    record PresetView(
            String id,
            String name,
            Protocol protocol,
            String baseUrl,
            String keyVariable,
            boolean needsKey,
            boolean isLocal,
            String usualModel) {}

    record PresetList(List<PresetView> presets, int count) {}

    record NewProvider(
            @Nullable String id,
            @Nullable String preset,
            @Nullable String name,
            @Nullable Protocol protocol,
            @Nullable String baseUrl,
            @Nullable JsonNode apiKey,
            @Nullable Boolean isLocal,
            @Nullable Boolean enabled,
            @Nullable String defaultModel,
            Configured.@Nullable Limits limits) {

        /** Without the key. */
        @Override
        public String toString() {
            return "NewProvider[id=%s, preset=%s, baseUrl=%s]".formatted(id, preset, baseUrl);
        }
    }

    record TestProvider(@Nullable String model, @Nullable Boolean firstToken) {}

    private final Presets presets;
    private final Providers providers;
    private final ProviderRows rows;
    private final Circuits circuits;
    private final Egress egress;

    ProvidersApi(Presets presets, Providers providers, ProviderRows rows, Circuits circuits, Egress egress) {
        this.presets = presets;
        this.providers = providers;
        this.rows = rows;
        this.circuits = circuits;
        this.egress = egress;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listProviders", this::list,
                "listProviderPresets", this::presets,
                "addProvider", this::add,
                "changeProvider", this::change,
                "removeProvider", this::remove,
                "tryProvider", this::test);
    }

    private Answer list(Call call) {
        var views = providers.all().stream()
                .map(it -> ProviderView.of(it, circuits))
                .toList();
        return Answer.ok(new ProviderList(views, views.size()));
    }

    private Answer presets(Call call) {
        var views = presets.all().stream()
                .map(it -> new PresetView(
                        it.id(),
                        it.name(),
                        it.protocol(),
                        it.baseUrl(),
                        it.keyVariable(),
                        it.needsKey(),
                        it.local(),
                        it.usualModel()))
                .toList();
        return Answer.ok(new PresetList(views, views.size()));
    }

    private Answer add(Call call) {
        var body = call.body(NewProvider.class);
        var added = rows.add(origin(call), body.id(), wish(body, ""));
        return Answer.created("/v1/models/providers/" + added.name(), ProviderView.of(added, circuits));
    }

    private Answer change(Call call) {
        var id = call.path("id");
        var hint = providers
                .named(id)
                .map(it -> ProviderView.of(it, circuits))
                .map(ProviderView::apiKey)
                .orElse("");
        var changed = rows.change(origin(call), id, wish(call.body(NewProvider.class), hint));
        return Answer.ok(ProviderView.of(changed, circuits));
    }

    private Answer remove(Call call) {
        rows.remove(origin(call), call.path("id"));
        return Answer.noContent();
    }

    private Answer test(Call call) {
        var id = call.path("id");
        var provider = providers.named(id).orElseThrow(() -> AuleException.notFound("provider", id));
        var asked = call.body(TestProvider.class);
        try {
            return Answer.ok(Trial.of(egress, provider, asked.model(), asked.firstToken()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AuleException(ErrorCode.UNAVAILABLE, "The kernel is being stopped.", stopped);
        }
    }

    private static Wish wish(NewProvider body, String shown) {
        return new Wish(
                body.preset(),
                body.name(),
                body.protocol(),
                body.baseUrl(),
                body.isLocal(),
                body.enabled(),
                body.defaultModel(),
                body.limits(),
                key(body.apiKey(), shown));
    }

    /** Null removes; nothing, empty text, and the hint that was shown keep. */
    private static KeyWish key(@Nullable JsonNode sent, String shown) {
        if (sent == null) {
            return new KeyWish.Keep();
        }
        if (sent.isNull()) {
            return new KeyWish.Remove();
        }
        var text = sent.asString("").strip();
        return text.isEmpty() || text.equals(shown) ? new KeyWish.Keep() : new KeyWish.Replace(text);
    }

    static Journal.Origin origin(Call call) {
        var who = call.principal();
        return new Journal.Origin(who.org(), null, who.user().value(), call.requestId(), null, Journal.NO_LEASE);
    }
}
