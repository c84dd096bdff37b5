package aule.gateway;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations;
import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Wire;
import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import aule.schema.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Answers the operations of {@code api/gateway.yaml}. */
final class GatewayApi {

    record Health(String status, String version) {}

    record Connected(String channel, long head) {}

    record Gap(long from, long to) {}

    private static final String PAGE_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Journal journal;
    private final String version;
    private final BooleanSupplier ready;
    private final Catalogue catalogue;
    private final Wire wire = new Wire(Json.wire());

    GatewayApi(Journal journal, String version, BooleanSupplier ready, Catalogue catalogue) {
        this.journal = journal;
        this.version = version;
        this.ready = ready;
        this.catalogue = catalogue;
    }

    Operations operations() {
        return new Operations(
                "gateway",
                Map.of(
                        "streamEvents", this::events,
                        "openSocket", _ -> plain(),
                        "openChat", _ -> plain(),
                        "showContract", _ -> Answer.ok(catalogue.merged()),
                        "showDocs", _ -> docs(),
                        "showLive", _ -> Answer.ok(new Health("ok", version)),
                        "showReady", _ -> ready()));
    }

    /** Whoever asks for an upgrade does not come here. */
    private static Answer plain() {
        return Answer.noContent().status(426).with("Upgrade", "websocket");
    }

    private Answer docs() {
        return Answer.text("text/html; charset=utf-8", DocsPage.of(catalogue.merged(), version))
                .with("Content-Security-Policy", PAGE_POLICY);
    }

    private Answer ready() {
        return ready.getAsBoolean()
                ? Answer.ok(new Health("ready", version))
                : Answer.ok(new Health("starting", version)).status(503);
    }

    /** Without a place to go on from, a watcher is told what happens from now on. */
    private Answer events(Call call) {
        var head = journal.head();
        var asked = after(call);
        var frames = new ArrayList<Answer.Frame>();
        frames.add(new Answer.Frame(null, "connected", new Connected("broadcast", head)));
        asked.filter(it -> it > head).ifPresent(it -> frames.add(new Answer.Frame(null, "gap", new Gap(it, head))));
        var filter = new Filter(call.principal().org(), Set.of(), types(call));
        var subscription = journal.watch(Math.min(asked.orElse(head), head), filter);
        return Answer.events(new EventFeed(frames, subscription, wire));
    }

    /** A browser that reconnects knows better where it was than the address it first asked. */
    private static Optional<Long> after(Call call) {
        return call.header("Last-Event-ID")
                .filter(it -> !it.isEmpty())
                .map(GatewayApi::sequence)
                .or(() -> call.query("after").map(Long::valueOf));
    }

    private static long sequence(String id) {
        if (id.matches("\\d{1,18}")) {
            return Long.parseLong(id);
        }
        var fault = new Fault("/header/Last-Event-ID", "It must be the id of an event, which is a number.");
        throw new AuleException(ErrorCode.INVALID, "The stream cannot go on from there.", List.of(fault));
    }

    private static Set<String> types(Call call) {
        return call.query("types").map(it -> Set.of(it.split(",", -1))).orElse(Set.of());
    }
}
