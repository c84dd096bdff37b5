package aule.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.JournalRoom;
import aule.journal.Subscription;
import aule.journal.Subscription.Notice;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.OrgId;
import aule.kernel.StreamId;
import aule.kernel.SystemClock;
import aule.kernel.SystemEvent;
import aule.store.Address;
import aule.store.StoreRoom;
import aule.testkit.TempPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two journals on one database, as two kernels have them. */
@Timeout(60)
class NeighbourhoodTests {

    private static final StreamId STREAM = new StreamId("run-1");
    private static final Journal.Origin ORIGIN = Journal.Origin.kernel("run-1");
    private static final Filter ALL = Filter.all(OrgId.LOCAL);

    /** Shorter than the slow check, so that only what is told in time is seen. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private static final int EACH = 150;

    private Kernel one;
    private Kernel other;

    @BeforeEach
    void open() {
        var address = TempPostgres.address();
        one = Kernel.open(address, "one");
        other = Kernel.open(address, "other");
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void watchersAreToldWhatTheOtherKernelAppends() throws Exception {
        try (var watcher = one.journal().watch(0, ALL)) {
            assertThat(watcher.next(Duration.ZERO)).isEmpty();

            append(other);
            append(one);
            append(other);

            assertThat(numbers(watcher, 3)).containsExactly(1L, 2L, 3L);
            assertThat(watcher.next(Duration.ZERO)).isEmpty();
        }
    }

    @Test
    void everybodySeesEverythingOnceAndInOrderWhileBothAppend() throws Exception {
        var total = 8 * EACH;
        var seen = new ArrayList<Future<List<Long>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var kernel : List.of(one, other)) {
                seen.add(threads.submit(following(kernel, total)));
                for (var writer = 0; writer < 4; writer++) {
                    threads.execute(() -> LongStream.range(0, EACH).forEach(_ -> append(kernel)));
                }
            }
            for (var numbers : seen) {
                assertThat(numbers.get())
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, total).boxed().toList());
            }
        }
    }

    @Test
    void noReaderEverSeesANumberBeforeTheOneBelowIt() throws Exception {
        var over = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var reader = threads.submit(() -> {
                var looks = 0;
                for (var last = false; !last; looks++) {
                    last = over.get();
                    var numbers = one.journal().since(0, ALL, 10_000).stream()
                            .map(Envelope::seq)
                            .toList();
                    assertThat(numbers)
                            .containsExactlyElementsOf(LongStream.rangeClosed(1, numbers.size())
                                    .boxed()
                                    .toList());
                }
                return looks;
            });
            var writers = List.of(threads.submit(() -> appendMany(one)), threads.submit(() -> appendMany(other)));
            for (var writer : writers) {
                writer.get();
            }
            over.set(true);
            assertThat(reader.get()).isGreaterThan(1);
        }
        assertThat(one.journal().head()).isEqualTo(2L * EACH);
    }

    @Test
    void nothingIsMissedWhileTheServerHangsUp() throws Exception {
        try (var watcher = one.journal().watch(0, ALL)) {
            append(other);
            assertThat(numbers(watcher, 1)).containsExactly(1L);

            other.hangUp("aule one line");
            append(other);
            append(other);

            assertThat(numbers(watcher, 2)).containsExactly(2L, 3L);
        }
    }

    @Test
    void aLeaseOfTheOtherKernelShutsThisOneOut() {
        var mine = one.journal().lease(STREAM);
        one.journal().append(STREAM, ORIGIN.under(mine), List.of(event()));

        var theirs = other.journal().lease(STREAM);

        assertThatExceptionOfType(AuleException.class)
                .isThrownBy(() -> one.journal().append(STREAM, ORIGIN.under(mine), List.of(event())))
                .returns(ErrorCode.STALE_LEASE, AuleException::code);
        other.journal().append(STREAM, ORIGIN.under(theirs), List.of(event()));
        assertThat(one.journal().head()).isEqualTo(2);
    }

    private static long appendMany(Kernel kernel) {
        LongStream.range(0, EACH).forEach(_ -> append(kernel));
        return EACH;
    }

    private static void append(Kernel kernel) {
        kernel.journal().append(STREAM, ORIGIN, List.of(event()));
    }

    private static Event event() {
        return new SystemEvent.Stopped("asked");
    }

    /** Reads as the edge does: whoever is cut off comes back with the last number seen. */
    private static Callable<List<Long>> following(Kernel kernel, int total) {
        return () -> {
            var seen = new ArrayList<Long>();
            while (seen.size() < total) {
                try (var watcher = kernel.journal().watch(seen.isEmpty() ? 0 : seen.getLast(), ALL)) {
                    while (seen.size() < total && !watcher.cutOff()) {
                        watcher.next(SOON).ifPresent(notice -> seen.add(number(notice)));
                    }
                }
            }
            return seen;
        };
    }

    private static List<Long> numbers(Subscription watcher, int count) throws InterruptedException {
        var numbers = new ArrayList<Long>();
        while (numbers.size() < count) {
            numbers.add(number(watcher.next(SOON).orElseThrow()));
        }
        return numbers;
    }

    private static long number(Notice notice) {
        return ((Notice.Durable) notice).event().seq();
    }

    private record Kernel(StoreRoom store, JournalRoom room) implements AutoCloseable {

        static Kernel open(Address address, String node) {
            var store = StoreRoom.open(address, List.of("journal"), "dispatch", node);
            var neighbours = new Neighbourhood(store.membership());
            var room = JournalRoom.open(store.database(), neighbours, SystemClock.UTC, store.ids());
            store.membership().started();
            return new Kernel(store, room);
        }

        Journal journal() {
            return room.journal();
        }

        void hangUp(String whom) {
            store.database()
                    .write(handle -> handle.createQuery(
                                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name")
                            .bind("name", whom)
                            .mapTo(Boolean.class)
                            .list());
        }

        @Override
        public void close() {
            room.close();
            store.close();
        }
    }
}
