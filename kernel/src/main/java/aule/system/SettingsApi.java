package aule.system;

import aule.api.Answer;
import aule.api.Call;
import aule.egress.Origin;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.vault.Secret;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Shows, changes and tries the settings. */
final class SettingsApi {

    record View(ProviderViews providers, Settings.Language language, Settings.Theme theme) {}

    record ProviderViews(ProviderView llm, ProviderView image) {}

    record ProviderView(Settings.Mode mode, String localUrl, String remoteUrl, String apiKey, String defaultModel) {}

    record Change(
            @Nullable ProviderChanges providers,
            Settings.@Nullable Language language,
            Settings.@Nullable Theme theme) {}

    record ProviderChanges(
            @Nullable ProviderChange llm, @Nullable ProviderChange image) {}

    record ProviderChange(
            Settings.@Nullable Mode mode,
            @Nullable String localUrl,
            @Nullable String remoteUrl,
            @Nullable JsonNode apiKey,
            @Nullable String defaultModel) {}

    record TestProvider(Settings.Kind provider) {}

    record Tested(
            Settings.Kind provider, Settings.Mode mode, String url, String model, String status, String message) {}

    private final SavedSettings settings;
    private final ProviderCheck check;

    SettingsApi(SavedSettings settings, ProviderCheck check) {
        this.settings = settings;
        this.check = check;
    }

    Answer show(Call call) {
        return Answer.ok(view(call.principal().org()));
    }

    Answer save(Call call) {
        var who = call.principal();
        var origin = new Journal.Origin(who.org(), null, who.user().value(), call.requestId(), null, Journal.NO_LEASE);
        var change = call.body(Change.class);
        var providers = providers(change);
        refuseUnusable(providers);
        settings.change(origin, before -> edit(before, change, providers), keys(who.org(), providers));
        return show(call);
    }

    Answer test(Call call) {
        var org = call.principal().org();
        var kind = call.body(TestProvider.class).provider();
        var provider = settings.of(org).provider(kind);
        var outcome = check.check(kind, provider, settings.key(org, kind));
        var status = outcome.ok() ? "ok" : "error";
        return Answer.ok(new Tested(kind, provider.mode(), provider.url(), outcome.model(), status, outcome.message()));
    }

    private View view(OrgId org) {
        var now = settings.of(org);
        return new View(
                new ProviderViews(view(org, Settings.Kind.LLM, now.llm()), view(org, Settings.Kind.IMAGE, now.image())),
                now.language(),
                now.theme());
    }

    private ProviderView view(OrgId org, Settings.Kind kind, Settings.Provider provider) {
        var key = settings.key(org, kind).map(Secret::hint).orElse("");
        return new ProviderView(
                provider.mode(), provider.localUrl(), provider.remoteUrl(), key, provider.defaultModel());
    }

    private static Map<Settings.Kind, ProviderChange> providers(Change change) {
        var providers = new EnumMap<Settings.Kind, ProviderChange>(Settings.Kind.class);
        if (change.providers() != null) {
            put(providers, Settings.Kind.LLM, change.providers().llm());
            put(providers, Settings.Kind.IMAGE, change.providers().image());
        }
        return providers;
    }

    private static void put(
            Map<Settings.Kind, ProviderChange> providers, Settings.Kind kind, @Nullable ProviderChange change) {
        if (change != null) {
            providers.put(kind, change);
        }
    }

    private static Settings edit(Settings before, Change change, Map<Settings.Kind, ProviderChange> providers) {
        var after = before.with(Objects.requireNonNullElse(change.language(), before.language()))
                .with(Objects.requireNonNullElse(change.theme(), before.theme()));
        for (var one : providers.entrySet()) {
            after = after.with(one.getKey(), edit(before.provider(one.getKey()), one.getValue()));
        }
        return after;
    }

    private static Settings.Provider edit(Settings.Provider before, ProviderChange change) {
        return new Settings.Provider(
                Objects.requireNonNullElse(change.mode(), before.mode()),
                Objects.requireNonNullElse(change.localUrl(), before.localUrl()),
                Objects.requireNonNullElse(change.remoteUrl(), before.remoteUrl()),
                Objects.requireNonNullElse(change.defaultModel(), before.defaultModel()));
    }

    private Map<Settings.Kind, KeyChange> keys(OrgId org, Map<Settings.Kind, ProviderChange> providers) {
        var keys = new EnumMap<Settings.Kind, KeyChange>(Settings.Kind.class);
        providers.forEach((kind, change) -> keys.put(kind, key(org, kind, change.apiKey())));
        return keys;
    }

    /** Null removes; nothing, empty text, and the hint that was shown keep. */
    private KeyChange key(OrgId org, Settings.Kind kind, @Nullable JsonNode sent) {
        if (sent == null) {
            return new KeyChange.Keep();
        }
        if (sent.isNull()) {
            return new KeyChange.Remove();
        }
        var text = sent.asString("").strip();
        var shown = settings.key(org, kind).map(Secret::hint).orElse("");
        return text.isEmpty() || text.equals(shown) ? new KeyChange.Keep() : new KeyChange.Replace(new Secret(text));
    }

    private static void refuseUnusable(Map<Settings.Kind, ProviderChange> providers) {
        var faults = new ArrayList<Fault>();
        providers.forEach((kind, change) -> {
            check(faults, kind, "local_url", change.localUrl());
            check(faults, kind, "remote_url", change.remoteUrl());
        });
        if (!faults.isEmpty()) {
            throw new AuleException(ErrorCode.INVALID, "An address of the settings cannot be used.", faults);
        }
    }

    private static void check(List<Fault> faults, Settings.Kind kind, String field, @Nullable String url) {
        if (url == null || url.isBlank()) {
            return;
        }
        try {
            var _ = Origin.of(url);
        } catch (AuleException unusable) {
            faults.add(new Fault(
                    "/providers/%s/%s".formatted(kind.name().toLowerCase(Locale.ROOT), field), unusable.sentence()));
        }
    }
}
