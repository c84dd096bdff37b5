package aule.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import aule.access.Access;
import aule.api.Answer;
import aule.journal.Journal;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.testkit.Awaiting;
import aule.testkit.SocketClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class SocketTests {

    private static final RunId RUN = new RunId("run-1");
    private static final StreamId STREAM = StreamId.of(RUN);

    @TempDir
    Path home;

    private OpenEdge edge;

    @BeforeEach
    void open() {
        edge = OpenEdge.at(home);
    }

    @AfterEach
    void close() {
        edge.close();
    }

    private SocketClient client() {
        return SocketClient.open(edge.uri("/v1/ws"), edge.token);
    }

    private SocketClient chat() {
        return SocketClient.open(edge.uri("/v1/agent/ws"), edge.token);
    }

    private void append(int count, String text) {
        var events = IntStream.range(0, count)
                .mapToObj(_ -> new RunEvent.Completed(RUN, text))
                .toList();
        edge.journal.append(STREAM, Journal.Origin.kernel("run-1"), events);
    }

    private static String code(JsonNode answer) {
        assertThat(answer.path("type").asString()).isEqualTo("response.error");
        assertThat(answer.path("error").asString()).isNotBlank();
        return answer.path("code").asString();
    }

    @Nested
    class Command {

        @Test
        void isAnsweredUnderItsOwnId() {
            try (var client = client()) {
                var listed = client.ask("{'type': 'sample.list', 'id': 'a-1', 'limit': 5}");
                assertThat(listed.path("type").asString()).isEqualTo("response.ok");
                assertThat(listed.path("id").asString()).isEqualTo("a-1");
                assertThat(listed.at("/data/count").asInt()).isZero();

                var made = client.ask("{'type': 'sample.create', 'id': 'a-2', 'name': 'olá'}");
                assertThat(made.path("id").asString()).isEqualTo("a-2");
                assertThat(made.at("/data/name").asString()).isEqualTo("olá");

                var shown = client.ask("{'type': 'sample.show', 'id': 'a-3', 'sid': 'sample-9'}");
                assertThat(shown.at("/data/id").asString()).isEqualTo("sample-9");
            }
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'type': 'sample.fly', 'id': 'x'}                        | x | not_found
                {'type': 'sample.list'}                                  |   | invalid
                {'type': 'sample.list', 'id': 5}                         |   | invalid
                ['sample.list']                                          |   | invalid
                {'type': 'sample.list', 'id': 'x', 'limit': 'many'}      | x | invalid
                {'type': 'sample.list', 'id': 'x', 'colour': 'red'}      | x | invalid
                {'type': 'sample.create', 'id': 'x'}                     | x | invalid
                {'type': 'sample.create', 'id': 'x', 'name': 'n', 'p': 1}| x | invalid
                {'type': 'sample.show', 'id': 'x'}                       | x | invalid
                {'type': 'sample.fail', 'id': 'x', 'how': 'known'}       | x | stale_revision
                {'type': 'sample.fail', 'id': 'x', 'how': 'bug'}         | x | internal
                """)
        void thatCannotBeDoneSaysWhy(String command, @Nullable String id, String code) {
            try (var client = client()) {
                var answer = client.ask(command);

                assertThat(code(answer)).isEqualTo(code);
                assertThat(answer.path("id").asString()).isEqualTo(id == null ? "" : id);
                assertThat(answer.toString()).doesNotContain("hunter2");
                assertThat(edge.samples.created).hasValue(0);
                assertThat(client.ask("{'type': 'sample.list', 'id': 'y'}")
                                .path("type")
                                .asString())
                        .isEqualTo("response.ok");
            }
        }

        @Test
        void needsThePermissionOfItsOperation() {
            var token = edge.tokenWith("events.read,runs.read");
            try (var client = SocketClient.open(edge.uri("/v1/ws"), token)) {
                assertThat(client.ask("{'type': 'sample.list', 'id': '1'}")
                                .path("type")
                                .asString())
                        .isEqualTo("response.ok");
                assertThat(code(client.ask("{'type': 'sample.create', 'id': '2', 'name': 'n'}")))
                        .isEqualTo("forbidden");
                assertThat(edge.samples.created).hasValue(0);
            }
        }

        @Test
        void tooManyInAMinuteEndTheSocket() {
            try (var client = client()) {
                client.ask("{'type': 'sample.list', 'id': '1'}");
                for (var sent = 0; sent < 20_000 && edge.gateway.sockets() == 1 && client.send("{}"); sent++) {
                    // more than are answered
                }

                assertThat(client.closeCode()).isEqualTo(4029);
            }
        }
    }

    @Nested
    class Opening {

        private HttpResponse<?> refused(String... headers) {
            return SocketClient.refused(edge.uri("/v1/ws"), headers);
        }

        @Test
        void needsALoginBeforeTheUpgrade() {
            assertThat(refused().statusCode()).isEqualTo(403);
            assertThat(refused("Authorization", "Bearer nobody").statusCode()).isEqualTo(401);
            assertThat(refused("Origin", "http://127.0.0.1:" + edge.port()).statusCode())
                    .isEqualTo(401);
        }

        @Test
        void needsItsPermission() {
            assertThat(refused("Authorization", "Bearer " + edge.tokenWith("runs.read"))
                            .statusCode())
                    .isEqualTo(403);
        }

        @Test
        void isRefusedToPagesOfOthers() {
            assertThat(refused("Authorization", "Bearer " + edge.token, "Origin", "http://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(refused("Authorization", "Bearer " + edge.token, "Sec-Fetch-Site", "cross-site")
                            .statusCode())
                    .isEqualTo(403);
        }

        @Test
        void withACookieComesFromOurOwnPageAndEndsWithTheSession() {
            var session =
                    edge.access.exchange(edge.access.code(edge.access.owner()).code());
            var cookie = Access.COOKIE + "=" + session;
            assertThat(refused("Cookie", cookie).statusCode()).isEqualTo(403);
            var ours = "http://127.0.0.1:" + edge.port();
            try (var asking = SocketClient.with(edge.uri("/v1/ws"), "Cookie", cookie, "Origin", ours);
                    var silent = SocketClient.with(edge.uri("/v1/ws"), "Cookie", cookie, "Origin", ours)) {
                assertThat(asking.ask("{'type': 'sample.list', 'id': '1'}")
                                .path("type")
                                .asString())
                        .isEqualTo("response.ok");

                edge.access.signOut(session);

                asking.send("{'type': 'sample.list', 'id': '2'}");
                assertThat(asking.closeCode()).isEqualTo(4001);
                assertThat(silent.closeCode()).isEqualTo(4001);
            }
        }

        @Test
        void withoutAnUpgradeIsNothing() {
            assertThat(edge.get("/v1/ws").statusCode()).isEqualTo(426);
        }

        @Test
        void aSecondTimeAsTheSameClientClosesTheFirst() {
            var address = edge.uri("/v1/ws?client_id=tab-1");
            try (var older = SocketClient.open(address, edge.token);
                    var other = SocketClient.open(edge.uri("/v1/ws?client_id=tab-2"), edge.token);
                    var newer = SocketClient.open(address, edge.token)) {
                assertThat(older.closeCode()).isEqualTo(4009);
                assertThat(newer.ask("{'type': 'sample.list', 'id': '1'}")
                                .path("type")
                                .asString())
                        .isEqualTo("response.ok");
                assertThat(other.ask("{'type': 'sample.list', 'id': '1'}")
                                .path("type")
                                .asString())
                        .isEqualTo("response.ok");
            }
            Awaiting.until("nobody is connected", Duration.ofSeconds(60), () -> edge.gateway.sockets() == 0);
        }
    }

    @Test
    void aStoppingKernelSaysSo() {
        try (var client = client()) {
            Awaiting.until("the socket is open", () -> edge.gateway.sockets() == 1);
            edge.gateway.close();

            assertThat(client.closeCode()).isEqualTo(1001);
        }
    }

    @Nested
    class Events {

        @Test
        void comeAsTheyHappenAndFromWhereOneWas() {
            append(3, "before");
            try (var client = client()) {
                assertThat(client.ask("{'type': 'events.subscribe', 'id': 's', 'patterns': ['run.*'], 'after': 1}")
                                .path("type")
                                .asString())
                        .isEqualTo("response.ok");
                assertThat(client.next("connected").path("subscription").asString())
                        .isEqualTo("s");
                append(1, "after");

                var events = client.events(3);
                assertThat(events).extracting(it -> it.path("seq").asLong()).containsExactly(2L, 3L, 4L);
                assertThat(events).allSatisfy(it -> {
                    assertThat(it.path("type").asString()).isEqualTo("run.completed");
                    assertThat(it.path("eventId").asString()).isNotEmpty();
                });
            }
        }

        @Test
        void comeManyInAFrameForWhoTakesThat() {
            try (var client = client()) {
                client.ask("{'type': 'events.subscribe', 'id': 's', 'batch': true}");
                assertThat(client.next().get(0).path("type").asString()).isEqualTo("connected");

                var frames = 0;
                var seen = 0;
                for (var burst = 250; burst <= 1_000; burst += 250) {
                    append(250, "burst");
                    while (seen < burst) {
                        seen += client.next().size();
                        frames++;
                    }
                }
                assertThat(seen).isEqualTo(1_000);
                assertThat(frames).isLessThan(100);
            }
        }

        @Test
        void areNotKeptForWhoDoesNotTakeThemAndReachTheOthers() {
            var limits = new Gateway.Limits(10_000, 10_000, Duration.ofMillis(100), Duration.ofSeconds(8));
            edge.close();
            edge = OpenEdge.at(home, Gateway.Settings.local(0, "1.2.3").withLimits(limits));
            var before = edge.journal.head();
            try (var stalled = SocketClient.stalled(edge.uri("/v1/ws"), edge.token);
                    var lively = client()) {
                stalled.send("{'type': 'events.subscribe', 'id': 's'}");
                lively.ask("{'type': 'events.subscribe', 'id': 's', 'batch': true}");
                lively.next();
                Awaiting.until("both watch", Duration.ofSeconds(60), () -> edge.journal.watchers() >= 2);
                var text = "x".repeat(64 * 1024);
                for (var round = 0; round < 20; round++) {
                    append(20, text);
                    var last = before + 20L * (round + 1);
                    assertThat(lively.events(20).getLast().path("seq").asLong()).isEqualTo(last);
                }

                Awaiting.until("one is left", Duration.ofSeconds(60), () -> edge.gateway.sockets() == 1);
                assertThat(lively.ask("{'type': 'sample.list', 'id': '1'}")
                                .path("type")
                                .asString())
                        .isEqualTo("response.ok");
            }
        }
    }

    @Nested
    class Chat {

        private void script(String answer) {
            edge.samples.ticks.add(
                    new Answer.Frame(null, "connected", Map.of("run_id", "run-1", "conversation_id", "conv-1")));
            edge.samples.ticks.add(
                    new Answer.Frame("1", "step", Map.of("run_id", "run-1", "step", Map.of("action", "exec"))));
            edge.samples.ticks.add(new Answer.Frame(null, "message.delta", Map.of("text", "no")));
            edge.samples.ticks.add(new Answer.Frame(
                    "2", "message", Map.of("run_id", "run-1", "conversation_id", "conv-1", "response", answer)));
        }

        @Test
        void isHeldInFourTypesOfFrames() {
            script("Fine.");
            try (var client = chat()) {
                assertThat(client.next().path("type").asString()).isEqualTo("system");
                client.send("{'message': 'Hello'}");

                var started = client.next();
                assertThat(started.path("type").asString()).isEqualTo("status");
                assertThat(started.path("status").asString()).isEqualTo("started");
                assertThat(client.next().path("text").asString()).isEqualTo("exec");
                var answer = client.next();
                assertThat(answer.path("type").asString()).isEqualTo("assistant");
                assertThat(answer.path("text").asString()).isEqualTo("Fine.");

                client.send("{'words': 'Hello'}");
                var refused = client.next();
                assertThat(refused.path("type").asString()).isEqualTo("error");
                assertThat(refused.path("code").asString()).isEqualTo("invalid");

                script("Again.");
                client.send("{'message': 'And now?'}");
                assertThat(client.next("assistant").path("text").asString()).isEqualTo("Again.");
                assertThat(edge.samples.said).containsExactly("Hello in ", "And now? in conv-1");
            }
        }

        @Test
        void andCommandsGoOverOnePortAtOnce() {
            try (var client = client();
                    var talk = chat()) {
                client.ask("{'type': 'events.subscribe', 'id': 's'}");
                client.next("connected");
                talk.next("system");
                var head = edge.journal.head();
                for (var round = 1; round <= 500; round++) {
                    append(1, "x");
                    script("answer " + round);
                    talk.send("{'message': 'go'}");
                    assertThat(talk.next("assistant").path("text").asString()).isEqualTo("answer " + round);
                }

                assertThat(client.events(500))
                        .extracting(it -> it.path("seq").asLong())
                        .containsExactlyElementsOf(LongStream.rangeClosed(head + 1, head + 500)
                                .boxed()
                                .toList());
            }
        }
    }
}
