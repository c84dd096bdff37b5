package aule.gateway;

import aule.api.Answer;
import aule.kernel.AuleException;
import aule.kernel.AuleException.Fault;
import aule.kernel.ErrorCode;
import aule.schema.Json;
import aule.schema.Operation;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Gives a repeated POST the answer of the first. A failure gives the key back, because nothing was done; an answer
 * that must not be stored ({@code Cache-Control: no-store}) or that cannot be (bytes, events) does so too.
 */
final class Idempotency {

    private static final Duration REMEMBERED = Duration.ofHours(24);
    private static final long PATIENCE_SECONDS = 30;

    private final SqlIdempotency sql;
    private final InstantSource clock;
    private final Map<SqlIdempotency.Key, CountDownLatch> running = new ConcurrentHashMap<>();

    Idempotency(SqlIdempotency sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    Answer once(Operation operation, HttpCall call, Supplier<Answer> work) throws IOException, InterruptedException {
        var sent = call.header("Idempotency-Key");
        if (sent.isEmpty() || !operation.method().equals("POST") || operation.isPublic()) {
            return work.get();
        }
        var key = SqlIdempotency.Key.of(call.principal(), checked(sent.get()));
        var mine = new CountDownLatch(1);
        await(key, mine);
        try {
            return claimed(key, Fingerprint.of(operation, call), work);
        } finally {
            running.remove(key, mine);
            mine.countDown();
        }
    }

    /** Waits until nobody else answers under this key. */
    private void await(SqlIdempotency.Key key, CountDownLatch mine) throws InterruptedException {
        for (var other = running.putIfAbsent(key, mine); other != null; other = running.putIfAbsent(key, mine)) {
            if (!other.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AuleException(
                        ErrorCode.CONFLICT,
                        "The first request with this key is still being answered; ask again later.");
            }
        }
    }

    private Answer claimed(SqlIdempotency.Key key, String fingerprint, Supplier<Answer> work) {
        var now = clock.millis();
        var kept = sql.claim(key, fingerprint, now, now - REMEMBERED.toMillis());
        if (kept.isPresent()) {
            return replay(kept.get(), fingerprint);
        }
        try {
            var answer = work.get();
            keep(key, answer);
            return answer;
        } catch (AuleException refused) {
            sql.release(key);
            throw refused;
        }
    }

    private void keep(SqlIdempotency.Key key, Answer answer) {
        var body = storable(answer);
        if (body.isEmpty()) {
            sql.release(key);
            return;
        }
        sql.keep(key, answer.status(), answer.headers().getOrDefault("Location", ""), body.get());
    }

    private static Optional<String> storable(Answer answer) {
        if (!answer.cookies().isEmpty() || "no-store".equals(answer.headers().get("Cache-Control"))) {
            return Optional.empty();
        }
        return switch (answer.body()) {
            case Answer.Body.Empty() -> Optional.of("");
            case Answer.Body.Json(var value) -> Optional.of(Json.wire().writeValueAsString(value));
            case Answer.Body.Text _, Answer.Body.Bytes _, Answer.Body.Events _, Answer.Body.Socket _ ->
                Optional.empty();
        };
    }

    private static Answer replay(SqlIdempotency.Kept kept, String fingerprint) {
        if (!kept.fingerprint().equals(fingerprint)) {
            throw new AuleException(
                    ErrorCode.CONFLICT, "This Idempotency-Key was used for another request; use a new one.");
        }
        if (kept.status() == 0) {
            throw new AuleException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "The first request with this key broke off, and it may have been done; look, then use a new key.");
        }
        var body =
                kept.body().isEmpty() ? new Answer.Body.Empty() : new Answer.Body.Text("application/json", kept.body());
        var headers = kept.location().isEmpty() ? Map.<String, String>of() : Map.of("Location", kept.location());
        return new Answer(kept.status(), headers, List.of(), body);
    }

    private static String checked(String key) {
        if (key.matches("[\\x21-\\x7e]{1,200}")) {
            return key;
        }
        var fault = new Fault("/header/Idempotency-Key", "It must be 1 to 200 visible ASCII characters.");
        throw new AuleException(ErrorCode.INVALID, "The Idempotency-Key cannot be used.", List.of(fault));
    }
}
