package aule.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.testkit.Awaiting;
import aule.testkit.WireServer;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class EgressTests {

    private static final Patience QUICK =
            new Patience(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ofSeconds(5), 100_000);

    private final Egress egress = new Egress(EgressTests::resolve);

    @AfterEach
    void close() {
        egress.close();
    }

    private static List<InetAddress> resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "metadata.example" -> List.of(InetAddress.ofLiteral("169.254.169.254"));
            default -> List.of(InetAddress.getAllByName(host));
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/", "http:///nohost", "data:x"})
    void onlyWebAddressesLeave(String address) {
        assertThatThrownBy(() -> egress.check(URI.create(address), Allowance.PUBLIC))
                .isInstanceOfSatisfying(
                        AuleException.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.EGRESS_DENIED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://93.184.215.14/", "https://1.1.1.1/", "https://[2606:4700:4700::1111]/"})
    void publicAddressesAreFine(String address) {
        egress.check(URI.create(address), Allowance.PUBLIC);
    }

    @Test
    void aConfiguredOriginOnThisMachineAnswers() throws InterruptedException {
        try (var server = new WireServer((_, out) -> out.whole(200, Map.of("X-Kind", "test"), "olá"))) {
            var answer = egress.send(Outgoing.get(URI.create(server.address() + "/a"), allowed(server)));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("x-kind")).contains("test");
            assertThat(answer.text()).isEqualTo("olá");
        }
    }

    @Test
    void everyRequestIsToldWithItsPurposeAndItsBytesOnceItHasEnded() throws InterruptedException {
        var told = new LinkedBlockingQueue<String>();
        egress.tell((behalf, it) -> told.add(
                "%s %s %s %d %d".formatted(behalf.purpose(), it.target().method(), it.verdict(), it.up(), it.down())));
        try (var server = new WireServer((_, out) -> out.whole(200, Map.of(), "four"))) {
            var here = Origin.parse(server.address() + "/path");
            var allowance = Allowance.configured(Origin.of(here));
            try (var answer =
                    egress.send(Outgoing.postJson(here, "{}", allowance).with(Behalf.of("model")))) {
                assertThat(told).isEmpty();
                assertThat(answer.text()).isEqualTo("four");
            }
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("model POST ALLOWED 2 4");
            egress.send(Outgoing.get(here, allowance)).close();
            assertThat(told.poll(30, TimeUnit.SECONDS)).startsWith("kernel GET ALLOWED 0");
        }
        for (var denied : List.of("http://127.0.0.1:1/", "http://169.254.169.254/", "http://2130706433/")) {
            assertThatThrownBy(() -> egress.send(Outgoing.get(Origin.parse(denied), Allowance.PUBLIC)))
                    .isInstanceOf(AuleException.class);
            assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo("kernel GET DENIED 0 0");
        }
        assertThat(told).isEmpty();
    }

    @Test
    void aConfiguredOriginAllowsNoOther() {
        try (var server = new WireServer((_, out) -> out.whole(200, Map.of(), "hit"))) {
            var other = Allowance.configured(Origin.of("http://127.0.0.1:1"));
            assertThatThrownBy(() -> egress.send(Outgoing.get(URI.create(server.address()), other)))
                    .hasMessageContaining("not among the configured");
            assertThat(server.connections()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/",
                "http://0.0.0.0/",
                "http://[fe80::1]/",
                "http://[::ffff:169.254.169.254]/"
            })
    void noConfigurationNamesWhatIsNeverReached(String address) {
        assertThatThrownBy(() -> Origin.of(address)).hasMessageContaining("never reached");
    }

    @Test
    void evenAConfiguredOriginNeverLeadsToMetadata() {
        var uri = URI.create("http://metadata.example/latest");
        assertThatThrownBy(() -> egress.check(uri, Allowance.configured(Origin.of(uri))))
                .hasMessageContaining("169.254.169.254");
    }

    @Test
    void aRedirectIsAnAnswerAndNotFollowed() throws InterruptedException {
        try (var canary = new WireServer((_, out) -> out.whole(200, Map.of(), "hit"));
                var server = new WireServer((_, out) -> out.whole(302, Map.of("Location", canary.address()), ""))) {
            var answer = egress.send(Outgoing.get(URI.create(server.address()), allowed(server)));
            assertThat(answer.status()).isEqualTo(302);
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void linesComeWholeWhenTheirBytesComeOneByOne() throws InterruptedException {
        try (var server = new WireServer((_, out) -> {
            out.begin(200, Map.of());
            for (var each : "açaí 🎉\r\nend".getBytes(StandardCharsets.UTF_8)) {
                out.chunk(new byte[] {each});
            }
            out.end();
        })) {
            var answer = egress.send(Outgoing.get(URI.create(server.address()), allowed(server)));
            assertThat(answer.line()).isEqualTo("açaí 🎉");
            assertThat(answer.line()).isEqualTo("end");
            assertThat(answer.line()).isNull();
        }
    }

    @Test
    void silenceEndsTheAnswerAndTheConnection() throws InterruptedException {
        try (var server = new WireServer((_, out) -> {
            out.begin(200, Map.of());
            out.chunk("first\n".getBytes(StandardCharsets.UTF_8));
            out.stall(Duration.ofSeconds(20));
        })) {
            var answer = egress.send(
                    Outgoing.get(URI.create(server.address()), allowed(server)).with(QUICK));
            assertThat(answer.line()).isEqualTo("first");
            assertThatThrownBy(answer::line).hasMessageContaining("fell silent");
            Awaiting.until("the server sees the client leave", () -> server.abandoned() == 1);
        }
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws InterruptedException {
        try (var server = new WireServer((_, out) -> {
            out.begin(200, Map.of());
            while (true) {
                out.chunk(new byte[4096]);
            }
        })) {
            var answer = egress.send(
                    Outgoing.get(URI.create(server.address()), allowed(server)).with(QUICK));
            assertThatThrownBy(answer::text).hasMessageContaining("100000 bytes");
            Awaiting.until("the server sees the client leave", () -> server.abandoned() == 1);
        }
    }

    @Test
    void anInterruptBeforeTheFirstByteClosesTheConnection() throws InterruptedException {
        try (var server = new WireServer((_, out) -> out.stall(Duration.ofSeconds(20)))) {
            var outcome = new AtomicReference<Throwable>();
            var caller = Thread.startVirtualThread(() -> {
                try {
                    egress.send(Outgoing.get(URI.create(server.address()), allowed(server)));
                } catch (InterruptedException e) {
                    outcome.set(e);
                }
            });
            Awaiting.until("the request arrives", () -> server.received().size() == 1);
            caller.interrupt();
            caller.join();
            assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
            Awaiting.until("the server sees the client leave", () -> server.abandoned() == 1);
        }
    }

    @Test
    void aRequestPrintsWithoutItsSecrets() {
        var request = Outgoing.get(URI.create("https://example.org/v1?key=secret"), Allowance.PUBLIC)
                .with("Authorization", "Bearer secret");
        assertThat(request.toString()).doesNotContain("secret");
    }

    private static Allowance allowed(WireServer server) {
        return Allowance.configured(Origin.of(server.address()));
    }
}
