package aule.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DesktopTests {

    @TempDir
    Path home;

    private OpenEdge edge;

    @BeforeEach
    void open() throws IOException {
        var dist = home.resolve("dist");
        Files.createDirectories(dist.resolve("assets"));
        Files.writeString(dist.resolve("index.html"), "<!doctype html><title>Aule</title>");
        Files.writeString(dist.resolve("favicon.svg"), "<svg/>");
        Files.writeString(dist.resolve("assets/index-B7x_9Qab.js"), "let a = 1;");
        Files.writeString(home.resolve("secret.txt"), "secret");
        edge = OpenEdge.at(
                home, Gateway.Settings.local(0, "1").withDesktop(dist).withLimits(OpenEdge.SPEEDY));
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private HttpResponse<String> get(String path, String accept) {
        return edge.send(edge.anyone(path).header("Accept", accept));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/runs", "/runs/run-1", "/files/deep/er"})
    void aPageOfTheDesktopIsTheDesktop(String path) {
        var page = get(path, "text/html,*/*");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Aule</title>");
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(page.headers().firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("default-src 'self'; frame-src http://*.localhost:%d; connect-src 'self';"
                        .formatted(edge.port()))
                .contains("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
                .doesNotContain("script-src", "unsafe-eval");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/nothing", "/health/nothing", "/docs/nothing", "/api/v1/x", "/login/x"})
    void theApiIsNeverAnsweredWithAPage(String path) {
        var answer = get(path, "text/html");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void whatIsNotAPageIsNotMadeUp() {
        assertThat(get("/assets/gone-12345678.js", "*/*").statusCode()).isEqualTo(404);
        assertThat(get("/runs", "application/json").statusCode()).isEqualTo(404);
    }

    @Test
    void aHashedAssetIsKeptForEver() {
        var asset = get("/assets/index-B7x_9Qab.js", "*/*");

        assertThat(asset.body()).isEqualTo("let a = 1;");
        assertThat(asset.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(asset.headers().firstValue("Cache-Control")).contains("public, max-age=31536000, immutable");
        assertThat(asset.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void anUnchangedFileIsNotSentAgain() {
        var etag = get("/favicon.svg", "*/*").headers().firstValue("ETag").orElseThrow();

        assertThat(edge.send(edge.anyone("/favicon.svg").header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt",
                        "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
                "/..%5csecret.txt", "//secret.txt", "/assets/..;/..;/secret.txt", "/secret.txt"
            })
    void noOtherFileIsReachable(String path) {
        assertThat(edge.raw("GET %s HTTP/1.1\nHost: localhost:%d\nConnection: close\nAccept: */*\n\n"
                        .formatted(path, edge.port())))
                .startsWith("HTTP/1.1 4")
                .doesNotContain("secret\n", "\r\n\r\nsecret");
    }

    @Test
    void loadingTheDesktopIsNotCountedAsAsking(@TempDir Path other) throws IOException {
        var dist = Files.createDirectories(other.resolve("dist"));
        Files.writeString(dist.resolve("index.html"), "page");
        try (var strict = OpenEdge.at(other, Gateway.Settings.local(0, "1").withDesktop(dist))) {
            for (var i = 0; i < 60; i++) {
                assertThat(strict.send(strict.anyone("/").header("Accept", "text/html"))
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }
}
