package aule.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import aule.kernel.ErrorCode;
import aule.kernel.SystemClock;
import aule.testkit.WireServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proxy of sandboxes: where it leads, where it does not, and what it tells. */
@Timeout(60)
class GateTests {

    private static final String PUBLIC = "93.184.215.14";
    private static final Pattern PLACE = Pattern.compile("(?i:https?)://([^/]+)/?.*");

    private final Deque<String> answers = new ArrayDeque<>();
    private final BlockingQueue<Passage> passages = new LinkedBlockingQueue<>();
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
    private final WireServer server = new WireServer((request, out) ->
            out.whole(200, Map.of("X-Path", request.path()), request.method() + " " + request.body()));
    private Path folder;
    private Gate gate;

    /** Lets everything pass that the wall lets pass, except one host. */
    private final Gatekeeper keeper = new Gatekeeper() {

        @Override
        public Ruling rule(Target target) {
            return target.host().equals("closed.test")
                    ? new Ruling.Closed(ErrorCode.EGRESS_DENIED, "closed.test is not allowed here.")
                    : Ruling.OPEN;
        }

        @Override
        public String spend(long bytes) {
            return left.addAndGet(-bytes) < 0 ? "The quota is used." : "";
        }

        @Override
        public void ended(Passage passage) {
            passages.add(passage);
        }
    };

    @BeforeEach
    void open() throws IOException {
        folder = Files.createTempDirectory("gate");
        gate = new Gate(new Wall(this::resolve, _ -> true, "is closed"), SystemClock.UTC, folder);
    }

    @AfterEach
    void close() throws IOException {
        gate.close();
        server.close();
        Files.deleteIfExists(folder);
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "open.test" -> addresses("127.0.0.1");
            case "fickle.test" -> addresses(answers.remove());
            default -> AttackTests.named(host);
        };
    }

    private static List<InetAddress> addresses(String literal) {
        return List.of(InetAddress.ofLiteral(literal));
    }

    /** Says something to the proxy and hears everything until it, or the other end, leaves. */
    private String say(Gate where, String text) throws IOException {
        try (var door = where.open(keeper);
                var channel = SocketChannel.open(UnixDomainSocketAddress.of(door.socket()))) {
            channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
            channel.shutdownOutput();
            return heard(channel);
        }
    }

    private static String heard(SocketChannel channel) throws IOException {
        var all = new ByteArrayOutputStream();
        Channels.newInputStream(channel).transferTo(all);
        return all.toString(ISO_8859_1);
    }

    private String say(String text) throws IOException {
        return say(gate, text);
    }

    private String at(String text) {
        return text.replace("PORT", String.valueOf(server.port()));
    }

    private Passage passage() throws InterruptedException {
        var passage = passages.poll(30, TimeUnit.SECONDS);
        assertThat(passage).isNotNull();
        return passage;
    }

    @Test
    void aRequestGoesOnAsTheClientMeantItAndWithoutWhatIsForTheProxy() throws Exception {
        var answer = say(at(String.join(
                "\r\n",
                "POST http://open.test:PORT/a/b?c=d HTTP/1.1",
                "Host: other.test",
                "X-Mine: 1",
                "Proxy-Authorization: Basic eA==",
                "Connection: X-Hop, keep-alive",
                "X-Hop: 1",
                "Content-Length: 5",
                "",
                "hello")));

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains("X-Path: /a/b?c=d\r\n")
                .endsWith("POST hello");
        var received = server.received().getFirst();
        assertThat(received.headers())
                .containsEntry("host", at("open.test:PORT"))
                .containsEntry("x-mine", "1")
                .containsEntry("connection", "close")
                .doesNotContainKeys("proxy-authorization", "x-hop");
        var passage = passage();
        assertThat(passage.verdict()).isEqualTo(Passage.Verdict.ALLOWED);
        assertThat(passage.target()).isEqualTo(new Target("POST", "open.test", server.port()));
        assertThat(passage.up()).isGreaterThan(5);
        assertThat(passage.down()).isGreaterThan(5);
    }

    @Test
    void oneConnectionTakesRequestsToSeveralPlacesAndEachIsJudged() throws Exception {
        var line = "GET http://%s HTTP/1.1\r\n\r\n";
        var answer = say(at(line.formatted("open.test:PORT/1")
                + line.formatted("open.test:PORT/2")
                + line.formatted("closed.test/")));

        assertThat(answer)
                .contains("/1")
                .contains("/2")
                .contains("HTTP/1.1 403")
                .endsWith("closed.test is not allowed here.\n");
        assertThat(List.of(passage().verdict(), passage().verdict(), passage().verdict()))
                .containsExactly(Passage.Verdict.ALLOWED, Passage.Verdict.ALLOWED, Passage.Verdict.DENIED);
    }

    @Test
    void bodiesInChunksAndLargeOnesStream() throws Exception {
        var large = "x".repeat(3 << 20);
        try (var echo = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var heard = CompletableFuture.supplyAsync(() -> echoed(echo));
            var answer = say("PUT http://open.test:%d/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .formatted(echo.getLocalPort())
                    + Integer.toHexString(large.length()) + ";ext=1\r\n" + large
                    + "\r\n3\r\nend\r\n0\r\nX-Trailer: 1\r\n\r\n");

            assertThat(heard.get(30, TimeUnit.SECONDS))
                    .contains("Transfer-Encoding: chunked")
                    .contains(large + "\r\n3\r\nend\r\n0\r\n\r\n")
                    .doesNotContain("X-Trailer", "ext=1");
            assertThat(answer).contains(large + "end");
        }
        var passage = passage();
        assertThat(passage.up()).isGreaterThan(large.length());
        assertThat(passage.down()).isGreaterThan(large.length());
    }

    /** Hears a request in chunks and answers what was in them, as long as it says. */
    private static String echoed(ServerSocket server) {
        try (var client = server.accept()) {
            var heard = new StringBuilder();
            var buffer = new byte[64 << 10];
            while (heard.indexOf("\r\n0\r\n\r\n", Math.max(0, heard.length() - 16)) < 0) {
                heard.append(new String(buffer, 0, client.getInputStream().read(buffer), ISO_8859_1));
            }
            var body = heard.substring(heard.indexOf("x")).replaceAll("\r\n(3\r\n|0\r\n\r\n)", "");
            var head = "HTTP/1.1 200 Fine\r\nContent-Length: %d\r\n\r\n".formatted(body.length());
            client.getOutputStream().write((head + body).getBytes(ISO_8859_1));
            return heard.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void anAnswerOfUnknownLengthComesInChunksAndOldClientsHearItsEnd() throws Exception {
        try (var plain = new WireServer((_, out) -> out.noise("HTTP/1.0 200 Fine\r\n\r\nhit".getBytes(ISO_8859_1)))) {
            var line = "GET http://open.test:%d/ HTTP/1.%d\r\n\r\n";
            assertThat(say(line.formatted(plain.port(), 1)))
                    .contains("Transfer-Encoding: chunked")
                    .endsWith("\r\n3\r\nhit\r\n0\r\n\r\n");
            assertThat(say(line.formatted(plain.port(), 0)))
                    .contains("Connection: close")
                    .endsWith("\r\n\r\nhit");
        }
    }

    @Test
    void aTunnelCarriesBothWaysAndIsCounted() throws Exception {
        var answer = say(at("CONNECT open.test:PORT HTTP/1.1\r\n\r\nGET /in HTTP/1.1\r\nContent-Length: 0\r\n\r\n"));

        assertThat(answer)
                .startsWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 200")
                .contains("/in");
        var passage = passage();
        assertThat(passage.target().method()).isEqualTo("CONNECT");
        assertThat(passage.up()).isEqualTo("GET /in HTTP/1.1\r\nContent-Length: 0\r\n\r\n".length());
    }

    @Test
    void whatUsesUpTheQuotaIsCutAndNothingFollows() throws Exception {
        left.set(200);
        var answer = say(
                at("PUT http://open.test:PORT/ HTTP/1.1\r\nContent-Length: 1000000\r\n\r\n") + "x".repeat(1_000_000));

        assertThat(answer).doesNotContain(" 200 ");
        var passage = passage();
        assertThat(passage.verdict()).isEqualTo(Passage.Verdict.DENIED);
        assertThat(passage.reason()).isEqualTo("The quota is used.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET http://open.test:PORT/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "GET http://open.test:PORT/ HTTP/1.1\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd",
                "GET http://open.test:PORT/ HTTP/1.1\r\nTransfer-Encoding: gzip, chunked\r\n\r\n",
                "GET http://open.test:PORT/ HTTP/1.1\r\nContent-Length: +4\r\n\r\nabcd",
                "GET http://open.test:PORT/ HTTP/1.1\r\nName : 1\r\n\r\n",
                "GET http://open.test:PORT/ HTTP/1.1\r\nA: 1\r\n folded\r\n\r\n",
                "GET http://open.test:PORT/ HTTP/1.1\nA: 1\n\n",
                "GET http://open.test:PORT/ HTTP/1.1\r\nA: 1\rB: 2\r\n\r\n",
                "GET http://open.test:PORT/ HTTP/2\r\n\r\n",
                "GET  http://open.test:PORT/ HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: open.test:PORT\r\n\r\n",
                "GET https://open.test:PORT/ HTTP/1.1\r\n\r\n",
                "GET http://user@open.test:PORT/ HTTP/1.1\r\n\r\n",
                "CONNECT open.test HTTP/1.1\r\n\r\n",
                "CONNECT open.test:0 HTTP/1.1\r\n\r\n",
                "CONNECT open.test:65536 HTTP/1.1\r\n\r\n",
            })
    void whatCanBeReadInSeveralWaysIsRefusedAndGoesNowhere(String request) throws IOException {
        assertThat(say(at(request))).startsWith("HTTP/1.1 400 ");
        assertThat(server.connections()).isZero();
    }

    static List<String> attacks() {
        return AttackTests.attacks().filter(it -> PLACE.matcher(it).matches()).toList();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void nothingOnTheListReachesTheCanary(String attack) throws Exception {
        var place = PLACE.matcher(at(attack));
        assertThat(place.matches()).isTrue();
        var tunnel = place.group(1).matches(".*:\\d+") ? place.group(1) : place.group(1) + ":80";
        try (var closed = new Gate(Wall.ofPublic(this::resolve), SystemClock.UTC, folder)) {
            for (var request : List.of(
                    "GET " + at(attack).replaceFirst("(?i)https", "http") + " HTTP/1.1\r\n\r\n",
                    "CONNECT " + tunnel + " HTTP/1.1\r\n\r\n")) {
                assertThat(say(closed, request)).containsPattern("^HTTP/1.1 (400|403|502) ");
            }
        }
        assertThat(server.connections()).isZero();
        assertThat(passages).noneMatch(it -> it.verdict() == Passage.Verdict.ALLOWED);
    }

    @Test
    void aNameThatIsPublicAtFirstAndLocalLaterIsLookedAtEachTimeAndOnce() throws Exception {
        try (var closed = new Gate(Wall.ofPublic(this::resolve), SystemClock.UTC, folder)) {
            answers.addAll(List.of("127.0.0.1", PUBLIC));
            assertThat(say(closed, at("GET http://fickle.test:PORT/ HTTP/1.1\r\n\r\n")))
                    .startsWith("HTTP/1.1 403 egress_denied")
                    .contains("fickle.test leads to 127.0.0.1, which is not a public address.");
        }
        assertThat(answers).hasSize(1);
        assertThat(passage().verdict()).isEqualTo(Passage.Verdict.DENIED);
        assertThat(server.connections()).isZero();
    }

    @Test
    void aRedirectIsAnAnswerLikeAnyOther() throws Exception {
        try (var redirects =
                new WireServer((_, out) -> out.whole(302, Map.of("Location", at("http://127.0.0.1:PORT/")), ""))) {
            assertThat(say("GET http://open.test:%d/ HTTP/1.1\r\n\r\n".formatted(redirects.port())))
                    .startsWith("HTTP/1.1 302");
        }
        assertThat(server.connections()).isZero();
    }

    @Test
    void aClosedDoorCutsWhatIsOpenAndLeavesNothingBehind() throws Exception {
        try (var silent = new WireServer((_, out) -> out.stall(Duration.ofSeconds(50)))) {
            var door = gate.open(keeper);
            var channel = SocketChannel.open(UnixDomainSocketAddress.of(door.socket()));
            var words = "CONNECT open.test:%d HTTP/1.1\r\n\r\n".formatted(silent.port());
            channel.write(ByteBuffer.wrap(words.getBytes(ISO_8859_1)));
            assertThat(channel.read(ByteBuffer.allocate(100))).isPositive();

            door.close();

            assertThat(heard(channel)).isEmpty();
            assertThat(passage().target().port()).isEqualTo(silent.port());
            assertThat(door.socket()).doesNotExist();
            channel.close();
        }
        gate.close();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void manyConnectionsAreServedSideBySide() throws Exception {
        try (var door = gate.open(keeper)) {
            var channels = new ArrayList<SocketChannel>();
            for (var number = 0; number < 50; number++) {
                var channel = SocketChannel.open(UnixDomainSocketAddress.of(door.socket()));
                channel.write(ByteBuffer.wrap(
                        at("GET http://open.test:PORT/ HTTP/1.1\r\n").getBytes(ISO_8859_1)));
                channels.add(channel);
            }
            for (var channel : channels.reversed()) {
                channel.write(ByteBuffer.wrap("Connection: close\r\n\r\n".getBytes(ISO_8859_1)));
                assertThat(heard(channel)).startsWith("HTTP/1.1 200");
                channel.close();
            }
        }
    }
}
