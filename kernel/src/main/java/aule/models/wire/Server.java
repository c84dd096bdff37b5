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
 */
public record Server(String name, String base, @Nullable String key, Egress egress, Retries retries) {

    /** Answers that say "not now", worth another attempt. */
    private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504, 529);

    /** Refusals with status 429 that no waiting will change. */
    private static final Set<String> FINAL_CODES = Set.of("insufficient_quota", "billing_hard_limit_reached");

    public Server {
        base = base.strip().replaceFirst("/+$", "");
        key = key == null || key.isBlank() ? null : key.strip();
    }

    JsonNode get(String path, Patience patience) throws InterruptedException {
        try (var answer = once(Outgoing.get(uri(path), allowance()).with(patience))) {
            return Json.read(name, answer.text());
        }
    }

    JsonNode post(String path, JsonNode body, Patience patience) throws InterruptedException {
        try (var answer =
                once(Outgoing.postJson(uri(path), Json.write(body), allowance()).with(patience))) {
            return Json.read(name, answer.text());
        }
    }

    /**
     * Asks until an answer begins, a bounded number of times.
     *
     * @param who whose sentence it is when it fails, for example {@code openai/gpt-5.2}
     */
    Incoming stream(String who, String path, String body, Patience patience) throws InterruptedException {
        var request = authorised(Outgoing.postJson(uri(path), body, allowance()).with(patience));
        for (var attempt = 1; ; attempt++) {
            try (var tried = new Attempt(egress, request)) {
                if (tried.succeeded()) {
                    return tried.keep();
                }
                var problem = tried.problem(who, this);
                var wait = retries.after(attempt, tried.retryAfter());
                if (!tried.passing() || wait.isEmpty()) {
                    throw problem;
                }
                Thread.sleep(wait.get());
            }
        }
    }

    private Incoming once(Outgoing request) throws InterruptedException {
        var answer = egress.send(authorised(request));
        if (answer.status() / 100 == 2) {
            return answer;
        }
        try (answer) {
            throw refusal(name, answer.status(), answer.text());
        }
    }

    /** What a person should read about an answer that is none. */
    AuleException refusal(String who, int status, String body) {
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

    boolean passing(int status, String body) {
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
        return key == null ? request : request.with("Authorization", "Bearer " + key);
    }

    private URI uri(String path) {
        return Origin.parse(base + path);
    }

    private Allowance allowance() {
        return Allowance.configured(Origin.of(base));
    }

    @Override
    public String toString() {
        return name + " at " + base;
    }
}
