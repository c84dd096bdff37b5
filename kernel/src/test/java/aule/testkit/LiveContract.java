package aule.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.sandbox.Sandbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a rung of the isolation ladder promises about a command that goes on by itself. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class LiveContract extends WithSandbox {

    private static final String SERVER = """
            import http.server, sys
            server = http.server.HTTPServer(('127.0.0.1', 0), http.server.SimpleHTTPRequestHandler)
            print(server.server_port, flush=True)
            server.serve_forever()
            """;

    @Test
    void itReadsWhatItIsTold() throws InterruptedException {
        var live = sandbox().hold(command("sh", "-c", "read one; echo got $one; cat; echo end"));
        live.say("first\n");
        Awaiting.until("it heard the first line", () -> said().contains("got first\n"));
        live.say("second\n");
        live.endInput();

        assertThat(live.await().stdout()).isEqualTo("got first\nsecond\nend\n");
        assertThat(live.isAlive()).isFalse();
    }

    @Test
    void anInterruptReachesTheProgramAndNotItsWalls() throws InterruptedException {
        var live = sandbox().hold(command("sh", "-c", "trap 'echo stopped' INT; echo up; sleep 60; echo on; read end"));
        Awaiting.until("it is up", () -> said().contains("up\n"));
        Awaiting.until("it goes on", () -> {
            live.interrupt();
            return said().contains("on\n");
        });
        live.endInput();

        assertThat(live.await().stdout()).contains("stopped\n");
    }

    @Test
    void itCanBeAskedToEnd() throws InterruptedException {
        var live =
                sandbox().hold(command("sh", "-c", "trap 'echo bye; exit 4' TERM; echo up; while :; do sleep 1; done"));
        Awaiting.until("it is up", () -> said().contains("up\n"));
        live.terminate();

        var outcome = live.await();
        assertThat(outcome.stdout()).endsWith("bye\n");
        assertThat(outcome.exitCode()).isEqualTo(4);
    }

    @Test
    void whatItServesIsFoundAndReached() throws IOException, InterruptedException {
        var live = server();
        var port = port(live);

        assertThat(answer(live, port)).startsWith("HTTP/1.0 200 ");
        live.kill();
        live.await();
        assertThat(live.ports()).isEmpty();
    }

    @Test
    void aPortThatIsNotItsOwnIsNotReached() throws IOException, InterruptedException {
        var live = server();
        port(live);
        try (var mine = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> live.connect(mine.getLocalPort())).isInstanceOf(IOException.class);
        }
        live.kill();
        live.await();
    }

    @Test
    void aCommandBesideItReachesItAtLocalhost() throws InterruptedException {
        var live = server();
        var port = port(live);
        var outcome = sandbox()
                .near(live)
                .start(command("python3", "-c", """
                        import urllib.request
                        print(urllib.request.urlopen('http://localhost:%d/').status)
                        """.formatted(port)))
                .await();

        assertThat(outcome.stdout()).as(outcome.stderr()).isEqualTo("200\n");
        live.kill();
        live.await();
    }

    private Sandbox.Live server() {
        return sandbox().hold(command("python3", "-c", SERVER));
    }

    private static int port(Sandbox.Live live) {
        Awaiting.until("it listens", () -> !live.ports().isEmpty());
        return List.copyOf(live.ports()).getFirst();
    }

    private static String answer(Sandbox.Live live, int port) throws IOException {
        try (var wire = live.connect(port)) {
            wire.out().write("GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8));
            wire.out().flush();
            return new String(wire.in().readAllBytes(), UTF_8);
        }
    }

    private String said() {
        return String.join("", List.copyOf(heard));
    }
}
