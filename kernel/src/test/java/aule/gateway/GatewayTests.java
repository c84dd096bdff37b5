package aule.gateway;

import static aule.gateway.OpenEdge.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTests extends WithEdge {

    @Nested
    class Answering {

        @Test
        void namesAreSnakeCaseTimesAreTextAndAbsenceIsSilent() {
            var answer = edge.post("/v1/samples", "{\"name\":\"olá\"}");

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.headers().firstValue("Location")).contains("/v1/samples/sample-1");
            assertThat(answer.body()).isEqualTo("""
                    {"id":"sample-1","name":"olá","has_size":false,"created_at":"2026-01-01T12:00:00Z"}""");
        }

        @Test
        void nullIsNotAbsent() {
            assertThat(edge.post("/v1/samples", "{\"name\":\"a\",\"size\":1}").body())
                    .contains("\"has_size\":true");
        }

        @Test
        void aFixedPathIsNotTakenForAParameter() {
            assertThat(edge.get("/v1/samples/fixed").body()).contains("the fixed one");
            assertThat(edge.get("/v1/samples/other").body()).contains("\"id\":\"other\"");
        }

        @Test
        void headAnswersLikeGetWithoutABody() {
            var answer = edge.send(edge.owner("/v1/samples/other").method("HEAD", BodyPublishers.noBody()));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.headers().firstValue("Content-Length")).contains("14");
        }

        @Test
        void everyAnswerCarriesItsIdAndKeepsToItself() {
            var headers = edge.get("/v1/samples").headers();

            assertThat(headers.firstValue("X-Request-Id")).get().asString().startsWith("req-");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(headers.firstValue("Cache-Control")).contains("no-store");
            assertThat(headers.firstValue("Content-Security-Policy"))
                    .get()
                    .asString()
                    .startsWith("default-src 'none'");
            assertThat(headers.firstValue("Server")).isEmpty();
        }

        @Test
        void aClientMayNameItsRequest() {
            var named = edge.send(edge.owner("/v1/samples").header("X-Request-Id", "mine-1"));
            var odd = edge.send(edge.owner("/v1/samples").header("X-Request-Id", "<script>"));

            assertThat(named.headers().firstValue("X-Request-Id")).contains("mine-1");
            assertThat(odd.headers().firstValue("X-Request-Id"))
                    .get()
                    .asString()
                    .startsWith("req-");
        }
    }

    @Nested
    class Refusing {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "Bearer",
                    "Bearer ",
                    "Bearer wrong",
                    "Basic dXNlcjpwYXNz",
                    "Bearer null",
                    "bearer  ",
                    "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ1c2VyLW93bmVyIn0."
                })
        void whoProvesNothingIsNobody(String header) {
            var request = edge.anyone("/v1/samples");
            if (!header.isEmpty()) {
                request.header("Authorization", header);
            }
            var answer = edge.send(request);

            problem(answer, 401, "unauthenticated");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"aule\"");
        }

        @Test
        void aWrongTokenIsNotMadeGoodByAGoodCookie() {
            var session =
                    edge.access.exchange(edge.access.code(edge.access.owner()).code());

            problem(
                    edge.send(edge.anyone("/v1/samples")
                            .header("Authorization", "Bearer wrong")
                            .header("Cookie", "aule_session=" + session)),
                    401,
                    "unauthenticated");
        }

        @ParameterizedTest
        @ValueSource(strings = {"token", "access_token", "authorization", "api_key"})
        void aTokenInTheAddressIsNoProof(String name) {
            problem(edge.send(edge.anyone("/v1/samples?%s=%s".formatted(name, edge.token))), 401, "unauthenticated");
        }

        @Test
        void whoIsKnownStillNeedsThePermission() {
            var less = "Bearer " + edge.tokenWith("runs.read,unknown.thing");

            assertThat(edge.send(edge.anyone("/v1/samples").header("Authorization", less))
                            .statusCode())
                    .isEqualTo(200);
            problem(
                    edge.send(
                            json(edge.anyone("/v1/samples").header("Authorization", less), "POST", "{\"nonsense\":1}")),
                    403,
                    "forbidden");
            assertThat(edge.samples.created).hasValue(0);
        }

        @Test
        void everyFaultOfABodyIsPointedAt() {
            var answer = edge.post("/v1/samples", "{\"size\":-1,\"colour\":\"pink\",\"nmae\":\"x\"}");

            problem(answer, 400, "invalid");
            assertThat(answer.body())
                    .contains(
                            "{\"pointer\":\"/name\",\"message\":\"The field 'name' is missing.\"}",
                            "{\"pointer\":\"/nmae\",\"message\":\"There is no field 'nmae' here; remove it.\"}",
                            "{\"pointer\":\"/size\",\"message\":\"It must be at least 0.\"}",
                            "{\"pointer\":\"/colour\",\"message\":\"It must be one of red, blue.\"}");
            assertThat(edge.samples.created).hasValue(0);
        }

        @Test
        void everyFaultOfAnAddressIsPointedAt() {
            assertThat(edge.get("/v1/samples?limit=201").body()).contains("\"pointer\":\"/query/limit\"");
            assertThat(edge.get("/v1/samples?limit=x").body()).contains("It must be an integer, not a string.");
            assertThat(edge.get("/v1/samples?limit=1&limit=2").body()).contains("may be given once");
            assertThat(edge.get("/v1/samples?lmit=1").body()).contains("There is no parameter 'lmit' here");
            problem(edge.get("/v1/samples/" + "x".repeat(21)), 400, "invalid");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "{", "{} {}", "{\"name\":\"a\",\"name\":\"b\"}", "nul", "\u0000"})
        void whatIsNotJsonIsRefused(String body) {
            problem(edge.post("/v1/samples", body), 400, "invalid");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "text/plain",
                    "application/x-www-form-urlencoded",
                    "multipart/form-data; boundary=x",
                    "application/jsonp",
                    "text/html;application/json"
                })
        void anotherContentTypeIsRefused(String type) {
            var answer = edge.send(edge.owner("/v1/samples")
                    .header("Content-Type", type)
                    .POST(BodyPublishers.ofString("{\"name\":\"a\"}")));

            problem(answer, 400, "invalid");
            assertThat(edge.samples.created).hasValue(0);
        }

        @Test
        void whatIsNotThereIsNotFound() {
            problem(edge.get("/v1/nothing"), 404, "not_found");
            problem(edge.get("/nothing.js"), 404, "not_found");
            problem(edge.post("/v1/nothing", "{}"), 404, "not_found");
        }

        @ParameterizedTest
        @ValueSource(strings = {"PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"})
        void anotherMethodIsNotAllowed(String method) {
            var answer = edge.raw("%s /v1/samples HTTP/1.1\nHost: localhost:%d\nConnection: close\n\n"
                    .formatted(method, edge.port()));

            assertThat(answer).startsWith("HTTP/1.1 405").contains("\r\nAllow: GET, POST\r\n", "\"code\":\"invalid\"");
        }

        @Test
        void moreThanAMegabyteOfJsonIsTooMuch() {
            problem(edge.post("/v1/samples", "{\"name\":\"%s\"}".formatted("x".repeat(1024 * 1024))), 413, "too_large");
        }

        @Test
        void aBodyThatHidesItsLengthIsMeasuredToo() {
            var endless = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                    "{\"name\":\"%s\"}".formatted("x".repeat(2 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8)));

            problem(
                    edge.send(edge.owner("/v1/samples")
                            .header("Content-Type", "application/json")
                            .POST(endless)),
                    413,
                    "too_large");
        }

        @Test
        void aKnownFailureSaysWhatToDo() {
            var answer = edge.post("/v1/samples/fail/known", "");

            problem(answer, 409, "stale_revision");
            assertThat(answer.body())
                    .contains("Somebody else changed it; load it again.", "\"retry\":\"after_reload\"");
        }

        @Test
        void aBugTellsNothingButItsName() {
            var answer = edge.post("/v1/samples/fail/unknown", "");

            problem(answer, 500, "internal");
            assertThat(answer.body()).doesNotContain("hunter2", "IllegalArgument");
            assertThat(answer.body())
                    .contains(answer.headers().firstValue("X-Request-Id").orElseThrow());
        }

        @ParameterizedTest
        @CsvSource({
            "'GET /%2e%2e/etc/passwd HTTP/1.1', 400",
            "'GET /v1/samples%00 HTTP/1.1', 400",
            "'GET /v1//samples HTTP/1.1', 404",
            "'nonsense', 400",
            "'BREW /v1/samples HTTP/1.1', 404",
        })
        void aBrokenRequestIsAnsweredPlainly(String line, int status) {
            var answer = edge.raw("%s\nHost: localhost:%d\nConnection: close\n\n".formatted(line, edge.port()));

            assertThat(answer).startsWith("HTTP/1.1 " + status).contains("\"code\"");
            assertThat(answer.toLowerCase(Locale.ROOT)).doesNotContain("jetty", "<html", "exception");
        }
    }

    @Nested
    class Limiting {

        @Test
        void nobodyInParticularMayAskThirtyTimesAMinute(@TempDir Path other) {
            var limits = new Gateway.Limits(50, 30, Duration.ofSeconds(1));
            try (var strict = OpenEdge.at(other, Gateway.Settings.local(0, "1").withLimits(limits))) {
                for (var i = 0; i < 30; i++) {
                    problem(strict.send(strict.anyone("/v1/samples")), 401, "unauthenticated");
                }
                var refused = strict.send(strict.anyone("/v1/samples"));
                problem(refused, 429, "rate_limited");
                assertThat(refused.headers().firstValue("Retry-After")).hasValue("3");

                assertThat(strict.send(strict.anyone("/health/live")).statusCode())
                        .isEqualTo(200);
                assertThat(strict.get("/v1/samples").statusCode()).isEqualTo(200);

                strict.clock.advance(Duration.ofSeconds(2));
                problem(strict.send(strict.anyone("/v1/samples")), 401, "unauthenticated");
            }
        }

        @Test
        void somebodyMayAskMoreOftenButNotForEver(@TempDir Path other) {
            var limits = new Gateway.Limits(5, 30, Duration.ofSeconds(1));
            try (var strict = OpenEdge.at(other, Gateway.Settings.local(0, "1").withLimits(limits))) {
                for (var i = 0; i < 5; i++) {
                    assertThat(strict.get("/v1/samples").statusCode()).isEqualTo(200);
                }
                problem(strict.get("/v1/samples"), 429, "rate_limited");
                strict.clock.advance(Duration.ofMinutes(1));
                assertThat(strict.get("/v1/samples").statusCode()).isEqualTo(200);
            }
        }
    }
}
