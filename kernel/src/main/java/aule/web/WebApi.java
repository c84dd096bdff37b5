package aule.web;

import aule.api.Answer;
import aule.api.Call;
import aule.breaker.Circuit;
import aule.egress.Origin;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.vault.Secret;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers the operations of {@code api/web.yaml}. */
final class WebApi {

    private static final Query TRIAL = new Query("weather", 3, "", null);

    record View(
            List<EngineView> engines,
            String searxngUrl,
            String braveKey,
            List<String> robotsIgnored,
            List<String> ownAddresses,
            int maxBytes,
            int timeoutSeconds) {}

    record EngineView(EngineName name, String title, boolean asked, boolean ready, String problem, Circuit circuit) {}

    record Change(
            @Nullable List<EngineName> engines,
            @Nullable String searxngUrl,
            @Nullable JsonNode braveKey,
            @Nullable List<String> robotsIgnored,
            @Nullable List<String> ownAddresses,
            @Nullable Integer maxBytes,
            @Nullable Integer timeoutSeconds) {}

    record Trial(EngineName engine) {}

    record Tried(EngineName engine, String status, String message, int results, long durationMs) {}

    private final SavedWeb saved;
    private final Search search;
    private final Engines engines;
    private final InstantSource clock;

    WebApi(SavedWeb saved, Search search, Engines engines, InstantSource clock) {
        this.saved = saved;
        this.search = search;
        this.engines = engines;
        this.clock = clock;
    }

    Answer show(Call call) {
        var org = call.principal().org();
        var now = saved.of(org);
        var asked = now.engines();
        var others = Stream.of(EngineName.values()).filter(it -> !asked.contains(it));
        return Answer.ok(new View(
                Stream.concat(asked.stream(), others)
                        .map(it -> view(org, it, asked.contains(it)))
                        .toList(),
                now.searxngUrl(),
                saved.braveKey(org).map(Secret::hint).orElse(""),
                now.robotsIgnored(),
                now.ownAddresses(),
                now.maxBytes(),
                now.timeoutSeconds()));
    }

    private EngineView view(OrgId org, EngineName name, boolean asked) {
        var ready = engines.ready(org, name).isPresent();
        return new EngineView(
                name, name.title(), asked, ready, ready ? "" : Engines.missing(name), search.circuit(name));
    }

    Answer save(Call call) {
        var who = call.principal();
        var origin = new Journal.Origin(who.org(), null, who.user().value(), call.requestId(), null, Journal.NO_LEASE);
        var change = call.body(Change.class);
        refuseUnusable(change);
        saved.change(origin, before -> edit(before, change), key(who.org(), call, change.braveKey()));
        return show(call);
    }

    Answer test(Call call) {
        var name = call.body(Trial.class).engine();
        var began = clock.millis();
        try {
            var hits = search.ask(call.principal().org(), name, TRIAL);
            var message = "%s answers; %d results for '%s'.".formatted(name.title(), hits.size(), TRIAL.words());
            return Answer.ok(new Tried(name, "ok", message, hits.size(), clock.millis() - began));
        } catch (AuleException e) {
            return Answer.ok(new Tried(name, "error", e.sentence(), 0, clock.millis() - began));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuleException(ErrorCode.UNAVAILABLE, "The kernel stops; try again after it has started.", e);
        }
    }

    private static WebSettings edit(WebSettings before, Change change) {
        return new WebSettings(
                Objects.requireNonNullElse(change.engines(), before.engines()),
                Objects.requireNonNullElse(change.searxngUrl(), before.searxngUrl())
                        .strip(),
                normal(Objects.requireNonNullElse(change.robotsIgnored(), before.robotsIgnored())),
                origins(Objects.requireNonNullElse(change.ownAddresses(), before.ownAddresses())),
                Objects.requireNonNullElse(change.maxBytes(), before.maxBytes()),
                Objects.requireNonNullElse(change.timeoutSeconds(), before.timeoutSeconds()));
    }

    private static List<String> normal(List<String> hosts) {
        return hosts.stream()
                .map(it -> it.strip().toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    private static List<String> origins(List<String> addresses) {
        return addresses.stream()
                .map(it -> Origin.of(WebAddress.of(it)).toString())
                .distinct()
                .toList();
    }

    /** Null removes; nothing, empty text, and the hint that was shown keep. */
    private SavedWeb.KeyChange key(OrgId org, Call call, @Nullable JsonNode sent) {
        if (sent == null || !call.has("brave_key")) {
            return new SavedWeb.KeyChange.Keep();
        }
        if (sent.isNull()) {
            return new SavedWeb.KeyChange.Remove();
        }
        var text = sent.asString("").strip();
        var shown = saved.braveKey(org).map(Secret::hint).orElse("");
        return text.isEmpty() || text.equals(shown)
                ? new SavedWeb.KeyChange.Keep()
                : new SavedWeb.KeyChange.Replace(new Secret(text));
    }

    private static void refuseUnusable(Change change) {
        var faults = new ArrayList<Fault>();
        var url = change.searxngUrl() == null ? "" : change.searxngUrl().strip();
        if (!url.isEmpty()) {
            refuse(faults, "/searxng_url", url);
            if (url.contains("?") || url.contains("#")) {
                faults.add(new Fault("/searxng_url", "Leave out what follows the path."));
            }
        }
        each(faults, "own_addresses", change.ownAddresses());
        var hosts = Objects.requireNonNullElse(change.robotsIgnored(), List.<String>of());
        for (var i = 0; i < hosts.size(); i++) {
            if (!hosts.get(i).strip().matches("[\\w.-]+|\\[[\\da-fA-F:.]+]")) {
                faults.add(new Fault("/robots_ignored/" + i, "It must be a host, for example example.org."));
            }
        }
        if (!faults.isEmpty()) {
            throw new AuleException(ErrorCode.INVALID, "An address of the settings cannot be used.", faults);
        }
    }

    private static void each(List<Fault> faults, String field, @Nullable List<String> addresses) {
        var all = Objects.requireNonNullElse(addresses, List.<String>of());
        for (var i = 0; i < all.size(); i++) {
            refuse(faults, "/%s/%d".formatted(field, i), all.get(i));
        }
    }

    private static void refuse(List<Fault> faults, String pointer, String address) {
        try {
            Origin.of(WebAddress.of(address));
        } catch (AuleException e) {
            faults.add(new Fault(pointer, e.sentence()));
        }
    }
}
