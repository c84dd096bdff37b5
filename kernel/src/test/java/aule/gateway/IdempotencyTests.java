package aule.gateway;

import static aule.gateway.OpenEdge.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyTests {

    @TempDir
    Path home;

    private OpenEdge edge;

    @BeforeEach
    void open() {
        edge = OpenEdge.at(home);
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private HttpResponse<String> create(String key, String body) {
        return edge.send(json(edge.owner("/v1/samples").header("Idempotency-Key", key), "POST", body));
    }

    private HttpResponse<String> create(String key) {
        return create(key, "{\"name\":\"a\"}");
    }

    @Test
    void theSameRequestIsDoneOnceAndAnsweredAlike() {
        var first = create("k");
        var second = create("k", "{ \"name\" : \"a\" }");

        assertThat(edge.samples.created).hasValue(1);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(second.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void anotherRequestUnderTheKeyIsAConflict() {
        create("k");
        var other = create("k", "{\"name\":\"b\"}");

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("\"code\":\"conflict\"", "use a new one");
        assertThat(edge.samples.created).hasValue(1);
    }

    @Test
    void withoutAKeyEveryRequestIsDone() {
        edge.post("/v1/samples", "{\"name\":\"a\"}");
        edge.post("/v1/samples", "{\"name\":\"a\"}");

        assertThat(edge.samples.created).hasValue(2);
    }

    @Test
    void twoPeopleDoNotShareKeys() {
        var less = edge.tokenWith("runs.start");
        create("k");
        var theirs = edge.send(json(
                edge.anyone("/v1/samples")
                        .header("Authorization", "Bearer " + less)
                        .header("Idempotency-Key", "k"),
                "POST",
                "{\"name\":\"b\"}"));

        assertThat(theirs.statusCode()).isEqualTo(201);
        assertThat(edge.samples.created).hasValue(2);
    }

    @Test
    void aKeyIsForgottenAfterADay() {
        create("k");
        edge.clock.advance(Duration.ofHours(24));
        create("k");
        assertThat(edge.samples.created).hasValue(1);
        edge.clock.advance(Duration.ofSeconds(1));
        create("k");
        assertThat(edge.samples.created).hasValue(2);
    }

    @Test
    void aRequestThatFailedMayBeTriedAgain() {
        assertThat(create("k", "{}").statusCode()).isEqualTo(400);
        assertThat(create("k").statusCode()).isEqualTo(201);

        for (var i = 0; i < 2; i++) {
            var failed = edge.send(edge.owner("/v1/samples/fail/known")
                    .header("Idempotency-Key", "f")
                    .POST(BodyPublishers.noBody()));
            assertThat(failed.body()).contains("\"code\":\"stale_revision\"");
        }
    }

    @Test
    void ofARequestThatBrokeOffNobodyKnows() {
        for (var code : Stream.of("internal", "outcome_unknown").toList()) {
            var answer = edge.send(edge.owner("/v1/samples/fail/unknown")
                    .header("Idempotency-Key", "k")
                    .POST(BodyPublishers.noBody()));
            assertThat(answer.body()).contains("\"code\":\"%s\"".formatted(code));
        }
    }

    @Test
    void aDoubleClickIsOneClick() throws Exception {
        edge.samples.gate = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var clicks = Stream.generate(() -> threads.submit((Callable<HttpResponse<String>>) () -> create("k")))
                    .limit(4)
                    .toList();
            edge.samples.gate.countDown();
            for (var click : clicks) {
                assertThat(click.get().body()).contains("\"id\":\"sample-1\"");
            }
        }
        assertThat(edge.samples.created).hasValue(1);
    }

    @Test
    void anUploadIsComparedByItsContent() {
        for (var boundary : Stream.of("one", "two").toList()) {
            assertThat(upload(boundary, "hello").statusCode()).isEqualTo(201);
        }
        assertThat(upload("three", "other").statusCode()).isEqualTo(409);
    }

    private HttpResponse<String> upload(String boundary, String content) {
        return edge.send(edge.owner("/v1/samples/files")
                .header("Idempotency-Key", "u")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofString(
                        "--%s\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a\"\r\n\r\n%s\r\n--%s--\r\n"
                                .formatted(boundary, content, boundary))));
    }

    @Test
    void aSecretAnswerIsNotStored() {
        for (var i = 0; i < 2; i++) {
            var link = edge.send(
                    edge.owner("/v1/login/links").header("Idempotency-Key", "s").POST(BodyPublishers.noBody()));
            assertThat(link.statusCode()).isEqualTo(201);
        }
        assertThat(edge.database.<Long>read(it -> it.createQuery("SELECT COUNT(*) FROM gateway_idempotency")
                        .mapTo(Long.class)
                        .one()))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with space", "\u00e9"})
    void aKeyIsVisibleAscii(String key) {
        assertThat(edge.raw(
                        "POST /v1/samples/fail/known HTTP/1.1\nHost: localhost:%d\nConnection: close\nContent-Length: 0\nAuthorization: Bearer %s\nIdempotency-Key: %s\n\n"
                                .formatted(edge.port(), edge.token, key)))
                .startsWith("HTTP/1.1 400")
                .contains("/header/Idempotency-Key");
        assertThat(create("k".repeat(201)).statusCode()).isEqualTo(400);
    }
}
