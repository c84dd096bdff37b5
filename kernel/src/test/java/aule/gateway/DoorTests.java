package aule.gateway;

import static aule.gateway.OpenEdge.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may come in at all. PORT stands for the port that is open. */
class DoorTests {

    @TempDir
    Path home;

    private OpenEdge edge;
    private String session;

    @BeforeEach
    void open() {
        edge = OpenEdge.at(home);
        session = edge.access.exchange(edge.access.code(edge.access.owner()).code());
    }

    @AfterEach
    void close() {
        edge.close();
    }

    /** A request as its bytes, so that every header can be wrong. */
    private String ask(String method, String path, String host, String... headers) {
        var text = new StringBuilder("%s %s HTTP/1.1\nConnection: close\n".formatted(method, path));
        if (!host.isEmpty()) {
            text.append("Host: ").append(host).append('\n');
        }
        for (var header : headers) {
            text.append(header).append('\n');
        }
        return edge.raw(text.append('\n').toString().replace("PORT", Integer.toString(edge.port())));
    }

    private String read(String host, String... headers) {
        return ask("GET", "/v1/samples", host, with("Authorization: Bearer " + edge.token, headers));
    }

    private String change(String... headers) {
        var body = "{\"name\":\"a\"}";
        return edge.raw(("POST /v1/samples HTTP/1.1\nHost: localhost:PORT\nConnection: close\n"
                        + "Content-Type: application/json\nContent-Length: " + body.length() + "\n"
                        + String.join("\n", headers) + "\n\n")
                .replace("PORT", Integer.toString(edge.port()))
                .concat(body));
    }

    private String cookie() {
        return "Cookie: aule_session=" + session;
    }

    private static String[] with(String first, String... more) {
        var all = new String[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }

    @Nested
    class Hosts {

        @ParameterizedTest
        @ValueSource(strings = {"localhost:PORT", "LocalHost:PORT", "127.0.0.1:PORT", "[::1]:PORT"})
        void theKernelAnswersToItsOwnNames(String host) {
            assertThat(read(host)).startsWith("HTTP/1.1 200");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "evil.example",
                    "evil.example:PORT",
                    "localhost",
                    "localhost:1",
                    "localhost.:PORT",
                    "localhost.evil.example:PORT",
                    "evil.example.localhost.evil:PORT",
                    "127.0.0.1.nip.io:PORT",
                    "127.0.0.2:PORT",
                    "0.0.0.0:PORT",
                    "192.168.1.1:PORT",
                    "[::ffff:127.0.0.1]:PORT",
                    "2130706433:PORT",
                    "a.b.localhost:PORT",
                    "-view.localhost:PORT",
                })
        void anyOtherNameIsForeign(String host) {
            assertThat(read(host)).startsWith("HTTP/1.1 403").contains("\"code\":\"forbidden\"");
        }

        @Test
        void aNameThatIsTwoNamesIsRefused() {
            assertThat(read("localhost:PORT\nHost: evil.example")).startsWith("HTTP/1.1 400");
            assertThat(read("user@localhost:PORT")).startsWith("HTTP/1.1 400");
            assertThat(read("")).startsWith("HTTP/1.1 400");
            assertThat(ask("GET", "http://evil.example/v1/samples", "localhost:PORT"))
                    .doesNotStartWith("HTTP/1.1 200");
        }

        @Test
        void theDesktopAndHealthAreNotForForeignersEither() {
            assertThat(ask("GET", "/", "evil.example")).startsWith("HTTP/1.1 403");
            assertThat(ask("GET", "/health/live", "evil.example")).startsWith("HTTP/1.1 403");
            assertThat(ask("GET", "/login?code=x", "evil.example")).startsWith("HTTP/1.1 403");
        }

        @Test
        void aConfiguredNameIsOurs(@TempDir Path other) {
            var settings = Gateway.Settings.local(0, "1")
                    .withNames(Set.of("Aule.Example"))
                    .withLimits(OpenEdge.SPEEDY);
            try (var named = OpenEdge.at(other, settings)) {
                assertThat(named.raw("GET /health/live HTTP/1.1\nHost: aule.example\nConnection: close\n\n"))
                        .startsWith("HTTP/1.1 200");
            }
        }
    }

    @Nested
    class Origins {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://evil.example",
                    "http://evil.example:PORT",
                    "https://localhost",
                    "http://localhost",
                    "http://localhost:1",
                    "http://127.0.0.1:PORT",
                    "http://view-1.localhost:PORT",
                    "http://localhost:PORT.evil.example",
                    "file://",
                    "null",
                    "chrome-extension://abc",
                })
        void aPageOfAnotherOriginIsRefusedWhateverItShows(String origin) {
            assertThat(read("localhost:PORT", "Origin: " + origin)).startsWith("HTTP/1.1 403");
            assertThat(change("Origin: " + origin, cookie())).startsWith("HTTP/1.1 403");
            assertThat(change("Origin: " + origin, "Authorization: Bearer " + edge.token))
                    .startsWith("HTTP/1.1 403");
            assertThat(ask("GET", "/v1/events", "localhost:PORT", cookie(), "Origin: " + origin))
                    .startsWith("HTTP/1.1 403");
            assertThat(edge.samples.created).hasValue(0);
        }

        @Test
        void noForeignPageLearnsThatItMayAsk() {
            assertThat(ask(
                            "OPTIONS",
                            "/v1/samples",
                            "localhost:PORT",
                            "Origin: http://evil.example",
                            "Access-Control-Request-Method: POST"))
                    .startsWith("HTTP/1.1 403")
                    .doesNotContain("Access-Control-Allow");
        }

        @Test
        void ourOwnPageMayAskAndChange() {
            assertThat(read("localhost:PORT", "Origin: http://localhost:PORT")).startsWith("HTTP/1.1 200");
            assertThat(change("Origin: http://localhost:PORT", cookie())).startsWith("HTTP/1.1 201");
        }

        @Test
        void aChangeByCookieNeedsProofOfItsPage() {
            assertThat(change(cookie())).startsWith("HTTP/1.1 403");
            assertThat(change(cookie(), "Sec-Fetch-Site: same-origin")).startsWith("HTTP/1.1 201");
            assertThat(change(cookie(), "Sec-Fetch-Site: none")).startsWith("HTTP/1.1 403");
            assertThat(change("Authorization: Bearer " + edge.token)).startsWith("HTTP/1.1 201");
        }

        @ParameterizedTest
        @CsvSource({"cross-site, 403", "same-site, 403", "same-origin, 200", "none, 200"})
        void theBrowserSaysWhoReallyAsks(String site, int status) {
            assertThat(ask("GET", "/v1/samples", "localhost:PORT", cookie(), "Sec-Fetch-Site: " + site))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    @Nested
    class Views {

        @Test
        void aViewIsShownWithoutAnyPower() {
            assertThat(ask("GET", "/page.html", "view-1.localhost:PORT", cookie()))
                    .startsWith("HTTP/1.1 200")
                    .contains(
                            "Made by others",
                            "\r\nContent-Security-Policy: sandbox allow-scripts allow-forms allow-downloads;")
                    .doesNotContain("Set-Cookie", "default-src *", "allow-same-origin");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"/v1/samples", "/v1/events", "/health/live", "/docs", "/login?code=x", "/", "/index.html"})
        void theKernelIsNotThere(String path) {
            assertThat(ask("GET", path, "view-1.localhost:PORT", cookie(), "Authorization: Bearer " + edge.token))
                    .startsWith("HTTP/1.1 404");
        }

        @Test
        void aPathArrivesDecodedAndMeansNothingElse() {
            assertThat(ask("GET", "/p%C3%A1gina%20um.html", "view-1.localhost:PORT"))
                    .startsWith("HTTP/1.1 200");
            assertThat(ask("GET", "/..%2fpage.html", "view-1.localhost:PORT")).startsWith("HTTP/1.1 400");
            assertThat(ask("GET", "/x/%2e%2e/page.html", "view-1.localhost:PORT"))
                    .startsWith("HTTP/1.1 4");
        }

        @Test
        void aViewIsOnlyLookedAt() {
            assertThat(ask("POST", "/page.html", "view-1.localhost:PORT")).startsWith("HTTP/1.1 405");
            assertThat(ask("GET", "/page.html", "view-2.localhost:PORT")).startsWith("HTTP/1.1 404");
        }
    }

    @Nested
    class SigningIn {

        @Test
        void aLinkSignsInOnceAndGoesOnToTheDesktop() {
            var code = edge.access.code(edge.access.owner()).code();

            assertThat(ask("HEAD", "/login?code=" + code, "localhost:PORT")).startsWith("HTTP/1.1 405");
            var first = ask("GET", "/login?code=" + code, "localhost:PORT", "Sec-Fetch-Site: cross-site");
            assertThat(first).startsWith("HTTP/1.1 303").contains("\r\nLocation: /\r\n");
            assertThat(first)
                    .containsPattern(
                            "Set-Cookie: aule_session=[A-Za-z0-9_-]{43}; Path=/; Max-Age=\\d+; HttpOnly; SameSite=Strict\r\n");
            assertThat(first).doesNotContain("Domain=").contains("Referrer-Policy: no-referrer");
            assertThat(ask("GET", "/login?code=" + code, "localhost:PORT"))
                    .startsWith("HTTP/1.1 401")
                    .contains("was used or is too old")
                    .doesNotContain("Set-Cookie");
        }

        @Test
        void aCodeIsExchangedByAProgramToo() {
            var code = edge.access.code(edge.access.owner()).code();
            var body = "{\"code\":\"%s\"}".formatted(code);

            var answer = edge.send(json(edge.anyone("/v1/login/exchange"), "POST", body));
            assertThat(answer.statusCode()).isEqualTo(204);
            var cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
            assertThat(edge.send(edge.anyone("/v1/me").header("Cookie", cookie)).body())
                    .contains("\"user\":{\"id\":\"user-owner\",\"name\":\"Owner\"}", "\"org_id\":\"org-local\"");
            assertThat(edge.send(json(edge.anyone("/v1/login/exchange"), "POST", body))
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void theOwnerMakesALinkForAnotherBrowser() {
            var link = edge.post("/v1/login/links", "");

            assertThat(link.statusCode()).isEqualTo(201);
            assertThat(link.body())
                    .contains("\"url\":\"http://localhost:%d/login?code=".formatted(edge.port()))
                    .contains("\"expires_at\":\"2026-01-01T12:10:00Z\"");
        }

        @Test
        void signingOutEndsTheSession() {
            var out = edge.send(edge.anyone("/v1/logout")
                    .header("Cookie", "aule_session=" + session)
                    .header("Origin", "http://127.0.0.1:" + edge.port())
                    .POST(BodyPublishers.noBody()));

            assertThat(out.statusCode()).isEqualTo(204);
            assertThat(out.headers().firstValue("Set-Cookie"))
                    .get()
                    .asString()
                    .startsWith("aule_session=; Path=/; Max-Age=0;");
            assertThat(edge.send(edge.anyone("/v1/me").header("Cookie", "aule_session=" + session))
                            .statusCode())
                    .isEqualTo(401);
        }
    }
}
