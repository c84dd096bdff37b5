package aule.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.api.Answer;
import aule.journal.Journal;
import aule.kernel.ConversationEvent;
import aule.kernel.ConversationId;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.Transient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class StreamTests {

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

    private void append(int count) {
        append(Journal.Origin.kernel("run-1"), count);
    }

    private void append(Journal.Origin origin, int count) {
        var events = IntStream.range(0, count)
                .mapToObj(it -> new RunEvent.Completed(RUN, "answer " + it))
                .toList();
        edge.journal.append(STREAM, origin, events);
    }

    private static List<String> ids(OpenEdge.Stream stream, int count) {
        var ids = new ArrayList<String>();
        for (var i = 0; i < count; i++) {
            ids.add(stream.event().lines().findFirst().orElse("").replace("id: ", ""));
        }
        return ids;
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(Integer::toString).toList();
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the condition came true in time").isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Nested
    class Events {

        @Test
        void theFirstFrameSaysWhereTheJournalStands() throws IOException {
            append(3);
            try (var stream = edge.stream("/v1/events")) {
                assertThat(stream.response().headers().firstValue("Content-Type"))
                        .get()
                        .asString()
                        .startsWith("text/event-stream");
                assertThat(stream.event()).isEqualTo("""
                        event: connected
                        data: {"channel":"broadcast","head":3}
                        """);
            }
        }

        @Test
        void aDurableEventIsOneFlatObject() throws IOException {
            try (var stream = edge.stream("/v1/events")) {
                stream.event();
                append(1);
                assertThat(stream.event())
                        .startsWith("id: 1\nevent: run.completed\ndata: {\"seq\":1,\"event_id\":\"")
                        .contains("\"type\":\"run.completed\",\"stream\":\"run-1\",\"position\":1,"
                                + "\"at\":\"2026-01-01T12:00:00Z\",\"actor\":\"kernel\",\"correlation\":\"run-1\"")
                        .contains("\"run_id\":\"run-1\",\"answer\":\"answer 0\"}")
                        .doesNotContain("project_id");
            }
        }

        @Test
        void aPassingPieceHasNoId() throws IOException {
            try (var stream = edge.stream("/v1/events")) {
                stream.event();
                append(1);
                stream.event();
                edge.journal.show(new Transient(STREAM, Transient.Kind.MESSAGE_DELTA, "step-1", 0, "Olá"));
                assertThat(stream.event()).isEqualTo("""
                        event: message.delta
                        data: {"type":"message.delta","stream":"run-1","source":"step-1","offset":0,"text":"Olá"}
                        """);
            }
        }

        @Test
        void whoReconnectsGetsWhatWasMissedOnceAndInOrder() throws IOException {
            append(60);
            try (var stream = edge.stream("/v1/events", "Last-Event-ID", "10")) {
                assertThat(stream.event()).contains("\"head\":60");
                assertThat(ids(stream, 50)).isEqualTo(numbers(11, 60));
                append(5);
                assertThat(ids(stream, 5)).isEqualTo(numbers(61, 65));
            }
        }

        @Test
        void theHeaderCountsMoreThanTheAddress() throws IOException {
            append(5);
            try (var stream = edge.stream("/v1/events?after=0", "Last-Event-ID", "4")) {
                stream.event();
                assertThat(ids(stream, 1)).containsExactly("5");
            }
            try (var stream = edge.stream("/v1/events?after=3")) {
                stream.event();
                assertThat(ids(stream, 2)).containsExactly("4", "5");
            }
        }

        @Test
        void aPlaceThatThisJournalNeverReachedIsAGap() throws IOException {
            append(2);
            try (var stream = edge.stream("/v1/events", "Last-Event-ID", "900")) {
                stream.event();
                assertThat(stream.event()).isEqualTo("event: gap\ndata: {\"from\":900,\"to\":2}\n");
                append(1);
                assertThat(ids(stream, 1)).containsExactly("3");
            }
        }

        @Test
        void onlyTheTypesThatWereAskedForCome() throws IOException {
            var conversation = new ConversationId("conv-1");
            try (var stream = edge.stream("/v1/events?types=conversation.*,new_message")) {
                stream.event();
                append(1);
                edge.journal.append(
                        StreamId.of(conversation),
                        Journal.Origin.kernel("conv-1"),
                        List.of(new ConversationEvent.Deleted(conversation)));
                assertThat(stream.event()).startsWith("id: 2\nevent: conversation.deleted\n");
            }
        }

        @Test
        void anotherOrganisationsEventsStayThere() throws IOException {
            try (var stream = edge.stream("/v1/events")) {
                stream.event();
                append(new Journal.Origin(new OrgId("org-other"), null, "kernel", "x", null, Journal.NO_LEASE), 1);
                edge.journal.append(
                        new StreamId("run-2"),
                        Journal.Origin.kernel("x"),
                        List.of(new RunEvent.Completed(new RunId("run-2"), "ours")));
                assertThat(stream.event()).startsWith("id: 2\n").contains("ours");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"abc", "-1", "1.5", "0x10", "99999999999999999999"})
        void aPlaceThatIsNoneIsRefused(String id) throws IOException {
            try (var stream = edge.stream("/v1/events", "Last-Event-ID", id)) {
                assertThat(stream.response().statusCode()).isEqualTo(400);
                assertThat(stream.lines().readLine()).contains("/header/Last-Event-ID");
            }
        }

        @Test
        void nobodyWatchesWithoutSigningIn() {
            assertThat(edge.send(edge.anyone("/v1/events")).statusCode()).isEqualTo(401);
        }

        @Test
        void aWatcherWhoLeavesIsForgotten() throws IOException {
            for (var i = 0; i < 20; i++) {
                try (var stream = edge.stream("/v1/events")) {
                    stream.event();
                }
            }
            await(() -> edge.gateway.streams() == 0 && edge.journal.watchers() == 0);
        }

        @Test
        void aReaderWhoSleepsHoldsUpNobodyAndMissesNothing() throws IOException {
            var large = "x".repeat(100_000);
            try (var sleeper = edge.stream("/v1/events");
                    var awake = edge.stream("/v1/events?types=run.cancelled")) {
                sleeper.event();
                awake.event();
                for (var i = 0; i < 800; i++) {
                    edge.journal.append(
                            STREAM, Journal.Origin.kernel("x"), List.of(new RunEvent.Completed(RUN, large)));
                }
                edge.journal.append(STREAM, Journal.Origin.kernel("x"), List.of(new RunEvent.Cancelled(RUN, "end")));
                assertThat(awake.event()).startsWith("id: 801\n");
                var seen = new ArrayList<String>();
                for (var event = sleeper.event(); !event.isEmpty(); event = sleeper.event()) {
                    seen.add(event.substring(4, event.indexOf('\n')));
                }
                assertThat(seen).isEqualTo(numbers(1, seen.size())).hasSizeLessThan(800);
                try (var back = edge.stream("/v1/events", "Last-Event-ID", seen.getLast())) {
                    back.event();
                    assertThat(ids(back, 50)).isEqualTo(numbers(seen.size() + 1, seen.size() + 50));
                }
            }
        }
    }

    @Nested
    class Pumping {

        @Test
        void aSilentStreamShowsThatItLives() throws IOException {
            try (var stream = edge.stream("/v1/samples/ticks")) {
                assertThat(stream.block()).isEqualTo("retry: 1000\n");
                assertThat(stream.block()).isEqualTo(": ping\n");
                edge.samples.ticks.add(new Answer.Frame("7", "tick", Map.of("at", Instant.EPOCH, "text", "a\nb")));
                assertThat(stream.event())
                        .startsWith("id: 7\nevent: tick\ndata: {")
                        .contains("\"text\":\"a\\nb\"", "\"at\":\"1970-01-01T00:00:00Z\"");
            }
        }

        @Test
        void aFeedThatEndsEndsTheStream() throws Exception {
            try (var stream = edge.stream("/v1/samples/ticks")) {
                edge.samples.ticks.add(new Answer.Frame(null, "tick", Map.of()));
                edge.samples.ticks.add(new Answer.Frame(null, "end", Map.of()));
                assertThat(stream.event()).isEqualTo("event: tick\ndata: {}\n");
                assertThat(stream.event()).isEmpty();
                assertThat(edge.samples.closed.await(10, TimeUnit.SECONDS)).isTrue();
            }
        }

        @Test
        void aFeedIsClosedWhenItsReaderLeaves() throws Exception {
            edge.stream("/v1/samples/ticks").close();

            assertThat(edge.samples.closed.await(20, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void stoppingEndsEveryStreamAtOnce(@TempDir Path other) throws IOException {
            var patient = new Gateway.Limits(1_000, 1_000, Duration.ofHours(1));
            var stopping = OpenEdge.at(other, Gateway.Settings.local(0, "1").withLimits(patient));
            try (var first = stopping.stream("/v1/events");
                    var second = stopping.stream("/v1/samples/ticks")) {
                first.event();
                second.block();
                var begin = System.nanoTime();
                stopping.close();
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
                assertThat(first.event()).isEmpty();
                assertThat(second.event()).isEmpty();
                assertThatThrownBy(() -> stopping.get("/health/live")).isNotNull();
            }
        }
    }
}
