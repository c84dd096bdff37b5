package aule.models.wire;

import aule.egress.Allowance;
import aule.egress.Behalf;
import aule.egress.Egress;
import aule.egress.Incoming;
import aule.egress.Origin;
import aule.egress.Outgoing;
import aule.egress.Patience;
import aule.models.ModelSpec;
import java.net.URI;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model server at a configured address.
 *
 * @param name the provider, as in {@code name/model}
 * @param base the address under which its paths lie, without a slash at the end
 * @param key null when it takes none
 * @param sending how the key is sent, and what else goes with every request
 */
public record Server(String name, String base, @Nullable String key, Sending sending, Egress egress) {

    private static final Behalf MODEL = Behalf.of("model");
    private static final int LONGEST_REFUSAL = 64 << 10;

    public Server {
        base = base.strip().replaceFirst("/+$", "");
        key = key == null || key.isBlank() ? null : key.strip();
    }

    /** One that takes its key as a bearer token. */
    public Server(String name, String base, @Nullable String key, Egress egress) {
        this(name, base, key, Sending.BEARER, egress);
    }

    JsonNode get(String path, Patience patience) throws InterruptedException {
        try (var answer =
                answer(name, Outgoing.get(uri(path), allowance()).with(patience).with(MODEL))) {
            return whole(name, answer);
        }
    }

    JsonNode post(String path, JsonNode body, Patience patience) throws InterruptedException {
        return post(name, path, body, patience);
    }

    /** @param who whose sentence it is when it fails */
    JsonNode post(String who, String path, JsonNode body, Patience patience) throws InterruptedException {
        try (var answer = answer(
                who,
                Outgoing.postJson(uri(path), Json.write(body), allowance())
                        .with(patience)
                        .with(MODEL))) {
            return whole(who, answer);
        }
    }

    private JsonNode whole(String who, Incoming answer) throws InterruptedException {
        var blame = new Blame(who, this);
        return blame.piece(blame.during(answer::text));
    }

    /**
     * Asks, and returns when an answer begins.
     *
     * @param who whose sentence it is when it fails, for example {@code openai/gpt-5.2}
     * @param asked is true once the question has left, and false again if it is refused
     */
    Incoming stream(String who, String path, String body, Patience patience, AtomicBoolean asked)
            throws InterruptedException {
        var question =
                Outgoing.postJson(uri(path), body, allowance()).with(patience).with(MODEL);
        return answer(who, question.telling(() -> asked.set(true)), asked);
    }

    private Incoming answer(String who, Outgoing request) throws InterruptedException {
        return answer(who, request, new AtomicBoolean());
    }

    private Incoming answer(String who, Outgoing request, AtomicBoolean asked) throws InterruptedException {
        var blame = new Blame(who, this);
        var answer = blame.during(() -> egress.send(authorised(request)));
        if (answer.status() / 100 == 2) {
            return answer;
        }
        asked.set(false);
        try (answer) {
            var body = blame.during(() -> answer.text(LONGEST_REFUSAL));
            throw blame.of(Refusal.of(answer.status(), body, answer.retryAfter().orElse(null)));
        }
    }

    private Outgoing authorised(Outgoing request) {
        var whole = key == null ? request : request.with(sending.keyHeader(), sending.keyValue(key));
        for (var header : sending.headers().entrySet()) {
            whole = whole.with(header.getKey(), header.getValue());
        }
        return whole;
    }

    /** One of its models, of which its name tells the role. */
    ModelSpec model(String model, @Nullable Integer window, ModelSpec.Supports supports) {
        return new ModelSpec(
                name + "/" + model,
                model,
                name,
                Inventory.role(model, ""),
                "",
                base,
                isLocal(),
                true,
                window,
                supports);
    }

    /** Whether it answers on this machine. */
    boolean isLocal() {
        var host = URI.create(base).getHost();
        return host != null && host.matches("localhost|127\\..*|\\[::1]");
    }

    private URI uri(String path) {
        return Origin.parse(base + sending.address(path));
    }

    private Allowance allowance() {
        return Allowance.configured(Origin.of(base));
    }

    @Override
    public String toString() {
        return name + " at " + base;
    }
}
