package aule.boot;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.Awaiting;
import aule.testkit.TempAule;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a background process serves, seen through the port of the whole kernel. */
@Timeout(180)
class PortsTests {

    /** Answers with what it was asked, and turns into an echo when asked for another protocol. */
    private static final String SERVER = """
            import http.server
            class Mirror(http.server.BaseHTTPRequestHandler):
                protocol_version = 'HTTP/1.1'
                def do_GET(self):
                    if self.headers.get('Upgrade') == 'echo':
                        self.wfile.write(b'HTTP/1.1 101 Switching\\r\\nConnection: Upgrade\\r\\nUpgrade: echo\\r\\n\\r\\nhi!')
                        self.wfile.flush()
                        while True:
                            line = self.rfile.readline()
                            if not line: return
                            self.wfile.write(line.upper()); self.wfile.flush()
                    if self.path == '/away':
                        self.send_response(302)
                        self.send_header('Location', 'http://localhost:3000/here')
                        self.send_header('Content-Length', '0'); self.end_headers(); return
                    self.answer(b'')
                def do_POST(self):
                    self.answer(self.rfile.read(int(self.headers['Content-Length'])))
                def answer(self, body):
                    said = (self.requestline + '\\n' + str(self.headers)).encode() + body
                    self.send_response(200)
                    self.send_header('Set-Cookie', 'own=1; Domain=localhost; Path=/')
                    self.send_header('Content-Security-Policy', 'default-src *')
                    self.send_header('X-Frame-Options', 'DENY')
                    self.send_header('Content-Length', str(len(said)))
                    self.end_headers(); self.wfile.write(said)
            http.server.ThreadingHTTPServer(('127.0.0.1', 3000), Mirror).serve_forever()
            """;

    private static TempAule aule;
    private static String process;
    private static String host;

    @BeforeAll
    static void boots(@TempDir Path home) throws IOException {
        aule = new TempAule(home);
        Files.writeString(home.resolve("projects/default/server.py"), SERVER);
        process = start("python3 server.py");
        Awaiting.until("it listens", () -> shown(process).contains("3000"));
        var opened = aule.send("POST", "/v1/processes/" + process + "/ports", "{'port': 3000}");
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(201);
        host = TempAule.json(opened).path("url").asString().replaceFirst("http://(.*)/", "$1");
    }

    @AfterAll
    static void stops() {
        aule.close();
    }

    @Test
    void aServerSeesARequestToItselfAndNothingOfTheKernels() throws IOException {
        var answer = ask(
                "GET",
                "/a%20b?x=1",
                "Cookie: aule_session=secret; own=1",
                "Authorization: Bearer " + aule.token(),
                "Origin: http://" + host,
                "Referer: http://" + host + "/page");

        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .contains("GET /a%20b?x=1 HTTP/1.1")
                .contains("Host: localhost:3000")
                .contains("Origin: http://localhost:3000\n")
                .contains("Referer: http://localhost:3000/page")
                .contains("Cookie: own=1")
                .doesNotContain("secret")
                .doesNotContain(aule.token());
    }

    @Test
    void aServersAnswerComesUnderOurRules() throws IOException {
        var answer = ask("GET", "/");

        assertThat(answer)
                .contains("Set-Cookie: own=1; Path=/")
                .contains("Content-Security-Policy: sandbox allow-scripts")
                .doesNotContain("default-src *")
                .doesNotContain("X-Frame-Options");
        assertThat(ask("GET", "/away")).startsWith("HTTP/1.1 302").contains("Location: /here");
    }

    @Test
    void aServerReadsWhatItIsSent() throws IOException {
        assertThat(ask("POST", "/form", "Content-Length: 5", "", "hello"))
                .contains("POST /form")
                .endsWith("hello");
    }

    @Test
    void anotherProtocolIsCarriedByteByByte() throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), aule.uri("").getPort())) {
            socket.setSoTimeout(60_000);
            var head = "GET /ws HTTP/1.1\r\nHost: %s\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n".formatted(host);
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            assertThat(until(socket, "hi!")).startsWith("HTTP/1.1 101").contains("Upgrade: echo");
            socket.getOutputStream().write("one\n".getBytes(ISO_8859_1));
            assertThat(until(socket, "ONE\n")).isEqualTo("ONE\n");
            socket.getOutputStream().write("two\n".getBytes(ISO_8859_1));
            assertThat(until(socket, "TWO\n")).isEqualTo("TWO\n");
        }
    }

    @Test
    void theKernelItselfIsNotThere() throws IOException {
        assertThat(ask("GET", "/v1/me", "Authorization: Bearer " + aule.token()))
                .contains("GET /v1/me HTTP/1.1");
    }

    @Test
    void whatDoesNotListenIsNotOpened() {
        var refused = aule.send("POST", "/v1/processes/" + process + "/ports", "{'port': 3001}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("listens on [3000]");
    }

    @Test
    void aServerThatEndedIsGone() throws IOException {
        var other = start("python3 -m http.server 4000 --bind 127.0.0.1");
        Awaiting.until("it listens", () -> shown(other).contains("4000"));
        var opened = aule.send("POST", "/v1/processes/" + other + "/ports", "{'port': 4000}");
        var label = TempAule.json(opened).path("url").asString().replaceFirst("http://(.*)/", "$1");
        assertThat(asked(label, "GET", "/")).startsWith("HTTP/1.1 200").contains("server.py");
        var stopped = aule.send("POST", "/v1/processes/" + other + "/stop", "");

        assertThat(TempAule.json(stopped).path("state").asString()).isEqualTo("ended");
        assertThat(asked(label, "GET", "/")).startsWith("HTTP/1.1 404");
        assertThat(aule.get("/v1/processes/" + other + "/log").body()).contains("GET / HTTP/1.1");
        assertThat(aule.get("/v1/processes?state=running").body())
                .contains(process)
                .doesNotContain(other);
    }

    private static String start(String command) {
        var answer = aule.send(
                "POST", "/v1/tools/exec/run", "{'params': {'command': '" + command + "', 'background': true}}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().replaceFirst("(?s).*(prc-[0-9a-z]+).*", "$1");
    }

    private static String shown(String id) {
        return TempAule.json(aule.get("/v1/processes/" + id)).path("ports").toString();
    }

    private static String ask(String method, String path, String... lines) throws IOException {
        return asked(host, method, path, lines);
    }

    private static String asked(String name, String method, String path, String... lines) throws IOException {
        try (var socket =
                new Socket(InetAddress.getLoopbackAddress(), aule.uri("").getPort())) {
            socket.setSoTimeout(60_000);
            var head = "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n".formatted(method, path, name);
            var rest = String.join("\r\n", lines);
            var body = method.equals("POST") ? "" : "\r\n\r\n";
            socket.getOutputStream().write((head + rest + body).getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }

    private static String until(Socket socket, String end) throws IOException {
        var said = new StringBuilder();
        while (!said.toString().endsWith(end)) {
            var one = socket.getInputStream().read();
            assertThat(one).as("the end of '%s'", said).isNotNegative();
            said.append((char) one);
        }
        return said.toString();
    }
}
