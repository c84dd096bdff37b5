package aule.models.wire;

import aule.egress.Allowance;
import aule.egress.Egress;
import aule.egress.Incoming;
import aule.egress.Origin;
import aule.egress.Outgoing;
import aule.egress.Patience;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import java.net.URI;
import java.util.Set;
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

    /** Answers that say "not now". */
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504, 529);

    /** Refusals with status 429 that no waiting will change. */
    private static final Set<String> FINAL_CODES = Set.of("insufficient_quota", "billing_hard_limit_reached");

    public Server {
        base = base.strip().replaceFirst("/+$", "");
        key = key == null || key.isBlank() ? null : key.strip();
    }

    /** One that takes its key as a bearer token. */
    public Server(String name, String base, @Nullable String key, Egress egress) {
        this(name, base, key, Sending.BEARER, egress);
    }

    JsonNode get(String path, Patience patience) throws InterruptedException {
        try (var answer = answer(name, Outgoing.get(uri(path), allowance()).with(patience))) {
            return Json.read(name, answer.text());
        }
    }

    JsonNode post(String path, JsonNode body, Patience patience) throws InterruptedException {
        try (var answer = answer(
                name,
                Outgoing.postJson(uri(path), Json.write(body), allowance()).with(patience))) {
            return Json.read(name, answer.text());
        }
    }

    /**
     * Asks, and returns when an answer begins.
     *
     * @param who whose sentence it is when it fails, for example {@code openai/gpt-5.2}
     */
    Incoming stream(String who, String path, String body, Patience patience) throws InterruptedException {
        return answer(who, Outgoing.postJson(uri(path), body, allowance()).with(patience));
    }

    private Incoming answer(String who, Outgoing request) throws InterruptedException {
        var answer = send(who, authorised(request));
        if (answer.status() / 100 == 2) {
            return answer;
        }
        try (answer) {
            var body = answer.text();
            var refusal = refusal(who, answer.status(), body);
            throw passing(answer.status(), body)
                    ? answer.retryAfter().map(refusal::after).orElse(refusal)
                    : refusal.lasting();
        }
    }

    private Incoming send(String who, Outgoing request) throws InterruptedException {
        try {
            return egress.send(request);
        } catch (AuleException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            throw new AuleException(ErrorCode.UNAVAILABLE, "%s: %s".formatted(who, e.sentence()), e);
        }
    }

    /** What a person should read about an answer that is none. */
    private AuleException refusal(String who, int status, String body) {
        var told = told(body);
        return switch (status) {
            case 401, 403 ->
                new AuleException(
                        ErrorCode.PROVIDER_ERROR,
                        "%s refuses %s (HTTP %d): %s"
                                .formatted(who, key == null ? "a call without a key" : "the key", status, told));
            case 404 ->
                new AuleException(
                        ErrorCode.PROVIDER_ERROR, "%s is not known at %s (HTTP 404): %s".formatted(who, base, told));
            case 429 ->
                new AuleException(
                        ErrorCode.RATE_LIMITED, "%s takes no more requests now (HTTP 429): %s".formatted(who, told));
            case 502, 503, 504, 529 ->
                new AuleException(
                        ErrorCode.UNAVAILABLE, "%s is not available now (HTTP %d): %s".formatted(who, status, told));
            default ->
                new AuleException(ErrorCode.PROVIDER_ERROR, "%s failed (HTTP %d): %s".formatted(who, status, told));
        };
    }

    private static boolean passing(int status, String body) {
        return PASSING.contains(status)
                && !FINAL_CODES.contains(Json.text(Json.attempt(body).path("error"), "code"));
    }

    /** The sentence inside an error body, whatever its shape, without the key. */
    private String told(String body) {
        var json = Json.attempt(body);
        var said = sentence(json);
        if (said.isEmpty()) {
            said = body.isBlank() ? "it gave no reason." : Json.clip(body.strip(), 300);
        }
        return key == null ? said : said.replace(key, "****");
    }

    static String sentence(JsonNode json) {
        var error = json.path("error");
        if (error.isString()) {
            return error.stringValue();
        }
        for (var place : new JsonNode[] {error, json}) {
            for (var member : new String[] {"message", "detail"}) {
                if (!Json.text(place, member).isEmpty()) {
                    return Json.text(place, member);
                }
            }
        }
        return "";
    }

    private Outgoing authorised(Outgoing request) {
        var whole = key == null ? request : request.with(sending.keyHeader(), sending.keyValue(key));
        for (var header : sending.headers().entrySet()) {
            whole = whole.with(header.getKey(), header.getValue());
        }
        return whole;
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
