package aule.workspace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.FixedClock;
import aule.testkit.TempAule;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Artifacts as clients see them, over the wire of one whole kernel. */
class ArtifactsApiTests {

    static final FixedClock CLOCK = new FixedClock();
    static TempAule aule;
    static Path folder;

    @BeforeAll
    static void boot(@TempDir Path home) {
        var world = new aule.boot.Aule.World(CLOCK, UnaryOperator.identity());
        aule = new TempAule(home, Map.of(), world);
        folder = home.resolve("projects/default");
    }

    @AfterAll
    static void stop() {
        aule.close();
    }

    private static JsonNode keep(String path, String content) throws IOException {
        Files.writeString(folder.resolve(path), content);
        return keep(path);
    }

    private static JsonNode keep(String path) {
        var answer = aule.send("POST", "/v1/artifacts", "{'project_id':'proj-default','path':'%s'}".formatted(path));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return TempAule.json(answer);
    }

    private static String at(JsonNode artifact) {
        return "/v1/artifacts/" + artifact.path("id").asString();
    }

    private static void refused(int status, String code, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(TempAule.json(answer).path("code").asString()).isEqualTo(code);
    }

    /** What somebody without a sign-in sees under a name of this kernel. */
    private static String visit(String host, String path) throws IOException {
        try (var line =
                new Socket(InetAddress.getLoopbackAddress(), aule.uri("/").getPort())) {
            line.getOutputStream()
                    .write("GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(path, host)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(line.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static String secret(String host) {
        return host.substring(0, host.indexOf('.'));
    }

    @Test
    void aCallByHandIsKeptAsMadeByAPerson() {
        var done = aule.send("POST", "/v1/tools/write_file/run", "{'params':{'path':'hand.md','content':'# By hand'}}");
        assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        Awaiting.until(
                "it is kept", () -> aule.get("/v1/artifacts?q=hand.md").body().contains("hand.md"));
        var kept = TempAule.json(aule.get("/v1/artifacts?q=hand.md")).at("/artifacts/0");

        assertThat(kept.path("kind").asString()).isEqualTo("text");
        assertThat(kept.has("run_id")).isFalse();
        assertThat(kept.path("receipt_id").asString()).startsWith("rcpt-");
        refused(409, "conflict", aule.send("POST", at(kept) + "/regenerate", ""));
    }

    @Test
    void theListIsFilteredByKindAndPaged() throws IOException {
        keep("list-1.txt", "one");
        keep("list-2.txt", "two");
        keep("list-3.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");

        var texts = TempAule.json(aule.get("/v1/artifacts?q=list-&kind=text&limit=1"));
        assertThat(texts.at("/artifacts/0/name").asString()).isEqualTo("list-2.txt");
        var rest = TempAule.json(aule.get("/v1/artifacts?q=list-&kind=text&limit=1&cursor="
                + texts.path("next_cursor").asString()));
        assertThat(rest.at("/artifacts/0/name").asString()).isEqualTo("list-1.txt");
        assertThat(rest.has("next_cursor")).isFalse();
        var array = TempAule.json(aule.get("/v1/artifacts?q=list-&kind=image&shape=array"));
        assertThat(array.isArray()).isTrue();
        assertThat(array.at("/0/has_thumbnail").asBoolean()).isTrue();
        assertThat(TempAule.json(aule.get("/v1/artifacts?project_id=proj-none"))
                        .path("count")
                        .asInt())
                .isZero();
        refused(400, "invalid", aule.get("/v1/artifacts?kind=picture"));
        refused(400, "invalid", aule.get("/v1/artifacts?colour=red"));
        refused(400, "invalid", aule.get("/v1/artifacts?since=yesterday"));
        refused(400, "invalid", aule.get("/v1/artifacts?cursor=x"));
        assertThat(TempAule.json(aule.get("/v1/artifacts/usage")).path("bytes").asLong())
                .isPositive();
    }

    @Test
    void contentIsServedInRangesWithItsTypeAndNeverRunsHere() throws IOException {
        var page = keep("page.html", "<html><script>alert(1)</script></html>");
        var part = aule.send(aule.request(at(page) + "/content").header("Range", "bytes=1-4"));

        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("html");
        assertThat(part.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(part.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox; default-src 'none'");
        var etag = part.headers().firstValue("ETag").orElseThrow();
        assertThat(aule.send(aule.request(at(page) + "/content").header("If-None-Match", etag))
                        .statusCode())
                .isEqualTo(304);
        assertThat(aule.get(at(page) + "/content?download=true")
                        .headers()
                        .firstValue("Content-Disposition")
                        .orElseThrow())
                .startsWith("attachment");
    }

    @Test
    void picturesHaveThumbnails() throws IOException {
        ImageIO.write(
                new BufferedImage(1_000, 500, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("wide.png").toFile());
        var kept = keep("wide.png");
        var small = aule.get(at(kept) + "/thumbnail");

        assertThat(kept.path("kind").asString()).isEqualTo("image");
        assertThat(small.statusCode()).isEqualTo(200);
        assertThat(small.headers().firstValue("Content-Type")).hasValue("image/png");
        refused(404, "not_found", aule.get(at(keep("plain.txt", "x")) + "/thumbnail"));
    }

    @Test
    void versionsAreListedAndShown() throws IOException {
        keep("versions.txt", "one");
        var second = keep("versions.txt", "two");
        var list = TempAule.json(aule.get(at(second) + "/versions?limit=1"));

        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(list.at("/versions/0/version").asInt()).isEqualTo(2);
        assertThat(list.path("next_cursor").asString()).isEqualTo("2");
        assertThat(aule.get(at(second) + "/content?version=1").body()).isEqualTo("one");
        assertThat(aule.get(at(second) + "/content").body()).isEqualTo("two");
        refused(404, "not_found", aule.get(at(second) + "/content?version=3"));
    }

    @Test
    void deletingCanBeTakenBack() throws IOException {
        var kept = keep("gone.txt", "x");
        assertThat(aule.delete(at(kept)).statusCode()).isEqualTo(204);
        refused(404, "not_found", aule.get(at(kept)));
        refused(404, "not_found", aule.get(at(kept) + "/content"));
        refused(404, "not_found", aule.delete(at(kept)));

        assertThat(aule.send("POST", at(kept) + "/restore", "").statusCode()).isEqualTo(200);
        assertThat(aule.get(at(kept)).statusCode()).isEqualTo(200);
        refused(404, "not_found", aule.send("POST", at(kept) + "/restore", ""));
    }

    @Test
    void aLinkShowsOneVersionToAnybodyUntilItIsOver() throws IOException {
        var kept = keep("shared <b>.md", "# Olá <script>");
        var made = aule.send("POST", at(kept) + "/shares", "{'expires_in_s':3600}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var url = URI.create(TempAule.json(made).path("url").asString());
        var host = url.getAuthority();
        keep("shared <b>.md", "another version");

        var page = visit(host, "/");
        assertThat(page)
                .startsWith("HTTP/1.1 200")
                .contains("shared &lt;b&gt;.md", "# Olá &lt;script&gt;", "Content-Security-Policy: sandbox")
                .doesNotContain("Set-Cookie", "another version");
        assertThat(visit(host, "/content")).endsWith("# Olá <script>");
        assertThat(visit(host, "/download"))
                .contains("Content-Disposition: attachment;")
                .endsWith("# Olá <script>");
        assertThat(visit(host, "/v1/artifacts")).startsWith("HTTP/1.1 404");
        assertThat(visit(host, "/../owner.token")).doesNotContain(aule.token());

        assertThat(aule.get(at(kept) + "/shares").body()).doesNotContain(url.getHost(), "digest", "\"url\"");
        assertThat(aule.get("/v1/events?limit=200").body()).doesNotContain(secret(host));
        CLOCK.advance(Duration.ofHours(1));
        assertThat(visit(host, "/")).startsWith("HTTP/1.1 404");
        assertThat(TempAule.json(aule.get(at(kept) + "/shares"))
                        .at("/shares/0/works")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aLinkIsTakenBackAndDiesWithItsArtifact() throws IOException {
        var kept = keep("revoked.txt", "x");
        var first = TempAule.json(aule.send("POST", at(kept) + "/shares", "{}"));
        var second = TempAule.json(aule.send("POST", at(kept) + "/shares", "{}"));
        var one = URI.create(first.path("url").asString()).getAuthority();
        var two = URI.create(second.path("url").asString()).getAuthority();

        assertThat(aule.delete(at(kept) + "/shares/" + first.path("id").asString())
                        .statusCode())
                .isEqualTo(204);
        assertThat(visit(one, "/content")).startsWith("HTTP/1.1 404");
        assertThat(visit(two, "/content")).startsWith("HTTP/1.1 200");
        aule.delete(at(kept));
        assertThat(visit(two, "/content")).startsWith("HTTP/1.1 404");
        aule.send("POST", at(kept) + "/restore", "");
        assertThat(visit(two, "/content")).startsWith("HTTP/1.1 404");
        refused(404, "not_found", aule.delete(at(kept) + "/shares/share-none"));
        refused(400, "invalid", aule.send("POST", at(kept) + "/shares", "{'expires_in_s':5}"));
    }

    @Test
    void guessesShowNothing() throws IOException {
        var made = TempAule.json(aule.send("POST", at(keep("guess.txt", "x")) + "/shares", "{}"));
        var host = URI.create(made.path("url").asString()).getAuthority();
        var secret = secret(host);
        assertThat(secret).matches("share-[0-9a-v]{52}");

        var rest = host.substring(host.indexOf('.'));
        for (var place = 6; place < secret.length(); place += 5) {
            var wrong = new StringBuilder(secret);
            wrong.setCharAt(place, secret.charAt(place) == 'a' ? 'b' : 'a');
            assertThat(visit(wrong + rest, "/content")).startsWith("HTTP/1.1 404");
        }
        assertThat(visit(secret.substring(0, 40) + rest, "/content")).startsWith("HTTP/1.1 404");
        assertThat(visit(made.path("id").asString() + rest, "/content")).startsWith("HTTP/1.1 404");
        assertThat(visit(secret.toUpperCase(Locale.ROOT) + rest, "/content")).startsWith("HTTP/1.1 200");
    }

    @Test
    void pathsStayInTheProject() {
        for (var path : new String[] {"../../owner.token", "/etc/passwd", "nothing.txt", ""}) {
            var answer =
                    aule.send("POST", "/v1/artifacts", "{'project_id':'proj-default','path':'%s'}".formatted(path));
            assertThat(answer.statusCode()).isIn(400, 403, 404);
        }
        refused(404, "not_found", aule.send("POST", "/v1/artifacts", "{'project_id':'proj-none','path':'a'}"));
        refused(404, "not_found", aule.get("/v1/artifacts/art-none/content"));
        refused(400, "invalid", aule.get("/v1/artifacts/..%2f..%2fowner/content"));
    }
}
