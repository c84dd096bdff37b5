package aule.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import aule.testkit.WithSandbox;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A socket on the host is all that a command with a network gets. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BridgeTests extends WithSandbox {

    private static final String ANSWER = "HTTP/1.1 200 Fine\r\nContent-Length: 3\r\nConnection: close\r\n\r\nhit";

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private Path folder;
    private Sandbox.Network.Through way;
    private ServerSocketChannel server;

    @Override
    protected int level() {
        return 1;
    }

    @BeforeEach
    void listen() throws IOException {
        Assumptions.assumeTrue(Machine.tool("socat").isPresent(), "socat is not installed");
        folder = Files.createTempDirectory("aule-bridge");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        way = new Sandbox.Network.Through(folder.resolve("s"));
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(way.socket()));
        Thread.ofVirtual().start(this::serve);
    }

    @AfterEach
    void leave() throws IOException {
        server.close();
        Files.deleteIfExists(way.socket());
        Files.deleteIfExists(folder);
    }

    private void serve() {
        try {
            while (true) {
                try (var client = server.accept()) {
                    var head = ByteBuffer.allocate(8_192);
                    client.read(head);
                    heads.add(new String(head.array(), 0, head.position(), UTF_8));
                    client.write(ByteBuffer.wrap(ANSWER.getBytes(UTF_8)));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private Sandbox.Outcome online(String script) throws InterruptedException {
        return run(through(command("sh", "-c", script), way));
    }

    @Test
    void programsFindTheProxyWithoutSettings() throws InterruptedException {
        assertThat(online("curl -sS http://example.test/a").stdout()).isEqualTo("hit");
        assertThat(heads.getFirst()).startsWith("GET http://example.test/a HTTP/1.1\r\n");
        assertThat(online("curl -sS https://example.test/b").exitCode()).isNotZero();
        assertThat(heads.get(1)).startsWith("CONNECT example.test:443 HTTP/1.1\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "python3 | import urllib.request as r; print(r.urlopen('http://example.test/').read().decode())",
                "node | fetch('http://example.test/').then(a => a.text()).then(t => console.log(t))",
            })
    void otherProgramsFindItToo(String program, String script) throws InterruptedException {
        var version = shell(program + " --version").stdout();
        Assumptions.assumeFalse(version.isEmpty(), program + " is not there for commands");
        Assumptions.assumeFalse(version.matches("(?s)v(1?\\d|2[0-3])\\..*"), "Node before 24 knows no proxy by itself");
        var flag = program.equals("node") ? "-e" : "-c";
        assertThat(run(through(command(program, flag, script), way)).stdout()).isEqualTo("hit\n");
    }

    @Test
    void theFirstConnectionFindsSomebodyListening() throws InterruptedException {
        for (var round = 0; round < 20; round++) {
            var outcome = online("bash -c 'exec 3<>/dev/tcp/127.0.0.1/3128'");
            assertThat(outcome.exitCode()).as(outcome.stderr()).isZero();
        }
    }

    @Test
    void nothingElseLeadsOut() throws InterruptedException {
        var outcome =
                online("curl -sS --noproxy '*' --max-time 5 http://93.184.215.14/; ls /sys/class/net /proc/net/route; "
                        + "cat /proc/net/dev | tail -n +3 | cut -d: -f1 | tr -d ' '");
        assertThat(outcome.stderr()).contains("curl:");
        assertThat(outcome.stdout().lines()).contains("lo").doesNotContain("eth0");
        assertThat(heads).isEmpty();
    }

    @Test
    void withoutANetworkThereIsNeitherASocketNorAVariable() throws InterruptedException {
        var outcome = shell("env | grep -i proxy; ls /run");
        assertThat(outcome.stdout()).isEmpty();
    }

    @Test
    void theForwarderIsNoChildOfTheCommandAndEndsWithIt() throws InterruptedException {
        var outcome = online("cat /proc/$$/task/$$/children; echo; pgrep -c socat");
        assertThat(outcome.stdout().lines().findFirst().orElse("").strip().split(" "))
                .hasSizeLessThan(2);
        assertThat(outcome.took()).isLessThan(Duration.ofSeconds(30));
        assertThat(socats()).isZero();
    }

    @Test
    void theUsersOfOtherProjectsCannotConnect() throws InterruptedException, IOException {
        Assumptions.assumeTrue(room.owners().of("proj-one").isPresent(), "the kernel is not root");
        online("true");
        assertThat(Files.getAttribute(way.socket(), "unix:uid")).isEqualTo(owner());
        assertThat(Files.getPosixFilePermissions(way.socket()))
                .doesNotContainAnyElementsOf(PosixFilePermissions.fromString("----w--w-"));
    }

    private long socats() {
        return ProcessHandle.allProcesses()
                .filter(it -> it.info().arguments().stream()
                        .anyMatch(words -> String.join(" ", words).contains("/run/egress.sock")))
                .count();
    }
}
