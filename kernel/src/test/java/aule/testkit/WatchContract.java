package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Filter;
import aule.journal.Journal.Origin;
import aule.journal.Subscription;
import aule.journal.Subscription.Notice;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What watchers of every journal can rely on. A backend proves itself by extending this and adding nothing. */
@Timeout(60)
public abstract class WatchContract extends WithJournal {

    private static final Filter ALL = Filter.all(OrgId.LOCAL);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration NOW = Duration.ZERO;

    @Nested
    class Durable {

        @Test
        void comesFromTheJournalAndThenLive() throws Exception {
            journal().append(STREAM, ORIGIN, waiting(0, 2));
            try (var watcher = journal().watch(0, ALL)) {
                assertThat(numbers(watcher, 2)).containsExactly(1L, 2L);
                journal().append(STREAM, ORIGIN, waiting(2, 2));
                assertThat(numbers(watcher, 2)).containsExactly(3L, 4L);
                assertThat(watcher.next(NOW)).isEmpty();
                assertThat(watcher.cutOff()).isFalse();
            }
        }

        @Test
        void resumesFromAnyNumber() throws Exception {
            journal().append(STREAM, ORIGIN, waiting(0, 1_000));

            try (var watcher = journal().watch(777, ALL)) {
                assertThat(numbers(watcher, 223)).containsExactlyElementsOf(upTo(778, 1_000));
                assertThat(watcher.next(NOW)).isEmpty();
            }
        }

        @Test
        void isNothingThatTheWatcherHasSeenAlready() throws Exception {
            try (var watcher = journal().watch(5, ALL)) {
                assertThat(watcher.next(NOW)).isEmpty();
                journal().append(STREAM, ORIGIN, waiting(0, 6));

                assertThat(numbers(watcher, 1)).containsExactly(6L);
            }
        }

        @Test
        void isOnlyWhatTheFilterWants() throws Exception {
            var filter = new Filter(OrgId.LOCAL, Set.of(STREAM), Set.of("run.completed"));
            try (var watcher = journal().watch(0, filter)) {
                assertThat(watcher.next(NOW)).isEmpty();
                journal().append(new StreamId("run-2"), ORIGIN, List.of(new RunEvent.Completed(RUN, "elsewhere")));
                var stranger = new Origin(new OrgId("org-2"), null, "user-2", "run-1", null, 0);
                journal().append(STREAM, stranger, List.of(new RunEvent.Completed(RUN, "theirs")));
                journal().append(STREAM, ORIGIN, List.of(waiting("timer"), new RunEvent.Completed(RUN, "here")));

                assertThat(numbers(watcher, 1)).containsExactly(4L);
                assertThat(watcher.next(NOW)).isEmpty();
            }
        }

        @Test
        void comesFromEveryOrganisationToTheKernelItself() throws Exception {
            try (var watcher = journal().watch(0, Filter.ofTypes(Set.of("run.completed")))) {
                assertThat(watcher.next(NOW)).isEmpty();
                var stranger = new Origin(new OrgId("org-2"), null, "user-2", "run-1", null, 0);
                journal().append(STREAM, stranger, List.of(new RunEvent.Completed(RUN, "theirs")));
                journal().append(STREAM, ORIGIN, List.of(new RunEvent.Completed(RUN, "here")));

                assertThat(numbers(watcher, 2)).containsExactly(1L, 2L);
            }
        }

        @Test
        void comesOnceAndInOrderWhileManyAppend() throws Exception {
            var writers = 100;
            var each = 100;
            var total = writers * each;
            List<List<Long>> seen = new ArrayList<>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var readers = new ArrayList<Future<List<Long>>>();
                for (var reader = 0; reader < 4; reader++) {
                    readers.add(threads.submit(following(total)));
                }
                for (var writer = 0; writer < writers; writer++) {
                    var stream = new StreamId("run-" + writer);
                    threads.execute(() ->
                            waiting(0, each).forEach(event -> journal().append(stream, ORIGIN, List.of(event))));
                }
                for (var reader : readers) {
                    seen.add(reader.get());
                }
            }

            assertThat(seen).allSatisfy(numbers -> assertThat(numbers).containsExactlyElementsOf(upTo(1, total)));
        }

        /** Reads as the edge does: whoever is cut off comes back with the last number seen. */
        private Callable<List<Long>> following(int total) {
            return () -> {
                var seen = new ArrayList<Long>();
                while (seen.size() < total) {
                    try (var watcher = journal().watch(seen.isEmpty() ? 0 : seen.getLast(), ALL)) {
                        while (seen.size() < total && !watcher.cutOff()) {
                            watcher.next(SOON).ifPresent(notice -> seen.add(number(notice)));
                        }
                    }
                }
                return seen;
            };
        }
    }

    @Nested
    class Slow {

        @Test
        void isCutOffWhileOthersAreOnTimeAndComesBack() throws Exception {
            try (var slow = journal().watch(0, ALL);
                    var quick = journal().watch(0, ALL)) {
                assertThat(slow.next(NOW)).isEmpty();
                assertThat(quick.next(NOW)).isEmpty();
                for (var round = 0; round < 100; round++) {
                    journal().append(STREAM, ORIGIN, waiting(0, 100));
                    assertThat(numbers(quick, 100)).hasSize(100);
                }

                assertThat(slow.next(SOON)).isEmpty();
                assertThat(slow.cutOff()).isTrue();
                assertThat(quick.cutOff()).isFalse();
                assertThat(journal().watchers()).isEqualTo(1);
            }
            try (var back = journal().watch(0, ALL)) {
                assertThat(numbers(back, 10_000)).containsExactlyElementsOf(upTo(1, 10_000));
            }
        }

        @Test
        void isNotCutOffWhileItPagesThroughThePast() throws Exception {
            journal().append(STREAM, ORIGIN, waiting(0, 1_000));
            try (var watcher = journal().watch(0, ALL)) {
                assertThat(numbers(watcher, 100)).hasSize(100);
                journal().append(STREAM, ORIGIN, waiting(0, 1_000));

                assertThat(numbers(watcher, 1_900)).containsExactlyElementsOf(upTo(101, 2_000));
            }
        }
    }

    @Nested
    class End {

        @Test
        void leavesNobodyBehind() throws Exception {
            for (var count = 0; count < 10_000; count++) {
                var filter = count % 2 == 0 ? ALL : Filter.stream(OrgId.LOCAL, new StreamId("run-" + count));
                try (var watcher = journal().watch(0, filter)) {
                    watcher.next(NOW);
                    assertThat(journal().watchers()).isEqualTo(1);
                }
            }

            assertThat(journal().watchers()).isZero();
        }

        @Test
        void wakesTheReaderAtOnce() throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var watcher = journal().watch(0, ALL);
                var reader = threads.submit(() -> watcher.next(Duration.ofDays(1)));
                watcher.close();

                assertThat(reader.get()).isEmpty();
                assertThat(watcher.cutOff()).isFalse();
            }
        }

        @Test
        void cutsOffWhenTheKernelStops() throws Exception {
            try (var watcher = journal().watch(0, ALL)) {
                watcher.next(NOW);
                reopened();

                assertThat(watcher.next(SOON)).isEmpty();
                assertThat(watcher.cutOff()).isTrue();
            }
        }
    }

    private static List<Long> numbers(Subscription watcher, int count) throws InterruptedException {
        var numbers = new ArrayList<Long>();
        while (numbers.size() < count) {
            numbers.add(number(watcher.next(SOON).orElseThrow()));
        }
        return numbers;
    }

    private static long number(Notice notice) {
        Envelope event = ((Notice.Durable) notice).event();
        return event.seq();
    }

    private static List<Long> upTo(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
