package aule.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.testkit.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody is talked into calling this machine, its network or its cloud. */
@Timeout(60)
class AttackTests {

    private static final String PUBLIC = "93.184.215.14";

    /** What the resolver of the test has answered to nobody yet, for the names that change their minds. */
    private final Deque<String> answers = new ArrayDeque<>();

    private final Egress egress = new Egress(this::resolve);
    private final WireServer canary = new WireServer((_, out) -> out.whole(200, Map.of(), "hit"));

    @AfterEach
    void close() {
        egress.close();
        canary.close();
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        return host.equalsIgnoreCase("fickle.test") ? addresses(answers.remove()) : named(host);
    }

    /** What the list's names lead to; all others are the system's. */
    static List<InetAddress> named(String host) throws UnknownHostException {
        return switch (host.toLowerCase(Locale.ROOT)) {
            case "loopback.test", "loopback.test." -> addresses("127.0.0.1");
            case "loopback6.test" -> addresses("::1");
            case "mapped.test" -> addresses("::ffff:127.0.0.1");
            case "half.test" -> addresses(PUBLIC, "10.0.0.1");
            case "private.test" -> addresses("192.168.1.1");
            case "cgnat.test" -> addresses("100.64.0.1");
            case "nat64.test" -> addresses("64:ff9b::7f00:1");
            case "metadata.test" -> addresses("169.254.169.254");
            default -> List.of(InetAddress.getAllByName(host));
        };
    }

    private static List<InetAddress> addresses(String... literals) {
        return Stream.of(literals).map(InetAddress::ofLiteral).toList();
    }

    static Stream<String> attacks() {
        try (var list = AttackTests.class.getResourceAsStream("attacks.txt")) {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines().filter(it -> !it.isBlank() && !it.startsWith("#")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String aimed(String attack) {
        return attack.replace("PORT", String.valueOf(canary.port()));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void nothingOnTheListReachesTheCanary(String attack) {
        var failure = catchThrowableOfType(
                AuleException.class, () -> egress.send(Outgoing.get(Origin.parse(aimed(attack)), Allowance.PUBLIC)));
        assertThat(failure.code()).isIn(ErrorCode.EGRESS_DENIED, ErrorCode.INVALID, ErrorCode.UNAVAILABLE);
        assertThat(failure.sentence()).doesNotContain("cannot be reached", "does not take connections");
        assertThat(canary.connections()).isZero();
    }

    /** At every hop: whoever follows a redirect sends a new request, and that is looked at like the first. */
    @ParameterizedTest
    @MethodSource("attacks")
    void noRedirectLeadsToTheCanary(String attack) throws InterruptedException {
        try (var server = new WireServer((_, out) ->
                out.whole(307, Map.of("Location", aimed(attack).replaceAll("[^ -~]", "?")), ""))) {
            var first = Origin.of(server.address());
            var answer = egress.send(Outgoing.get(Origin.parse(server.address()), Allowance.configured(first)));
            assertThat(answer.status()).isEqualTo(307);
            assertThat(canary.connections()).isZero();
        }
    }

    @Test
    void aNameThatIsPublicWhenLookedAtAndLocalAfterwardsIsDenied() {
        answers.addAll(List.of(PUBLIC, "127.0.0.1"));
        var uri = Origin.parse(aimed("http://fickle.test:PORT/"));
        egress.check(uri, Allowance.PUBLIC);
        assertThatThrownBy(() -> egress.send(Outgoing.get(uri, Allowance.PUBLIC)))
                .hasMessageContaining("fickle.test leads to 127.0.0.1");
        assertThat(canary.connections()).isZero();
    }

    /** The name is asked for once a connection; what it said then is where the connection goes. */
    @Test
    void aConnectionGoesWhereItsNameLedWhenItWasLookedAt() throws InterruptedException {
        answers.addAll(List.of("127.0.0.1", "169.254.169.254"));
        var uri = Origin.parse(aimed("http://fickle.test:PORT/"));
        var configured = Allowance.configured(Origin.of(uri));
        assertThat(egress.send(Outgoing.get(uri, configured)).text()).isEqualTo("hit");
        assertThat(answers).hasSize(1);
        assertThatThrownBy(() -> egress.send(Outgoing.get(uri, configured)))
                .hasMessageContaining("fickle.test leads to 169.254.169.254");
    }

    @Test
    void aConnectionThatWasConfiguredIsNotLentToWhoMayGoToPublicAddressesOnly() throws InterruptedException {
        answers.addAll(List.of("127.0.0.1", "127.0.0.1"));
        try (var kept = new WireServer((_, out) -> {
            out.noise("HTTP/1.1 200 Fine\r\nContent-Length: 3\r\n\r\nhit".getBytes(StandardCharsets.US_ASCII));
            out.stall(Duration.ofSeconds(30));
        })) {
            var uri = Origin.parse("http://fickle.test:" + kept.port());
            var configured = Allowance.configured(Origin.of(uri));
            assertThat(egress.send(Outgoing.get(uri, configured)).text()).isEqualTo("hit");
            assertThatThrownBy(() -> egress.send(Outgoing.get(uri, Allowance.PUBLIC)))
                    .hasMessageContaining("is not a public address");
            assertThat(answers).isEmpty();
        }
    }

    @Test
    void theListIsRead() {
        assertThat(attacks()).hasSizeGreaterThan(100);
    }
}
