package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.journal.Filter;
import aule.journal.Journal.Origin;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.kernel.SystemEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every journal must keep. A backend proves itself by extending this and adding nothing. */
public abstract class JournalContract extends WithJournal {

    private static final StreamId OTHER = new StreamId("run-2");

    @Nested
    class Append {

        @Test
        void returnsWhatReadReturns() {
            var appended = journal().append(STREAM, ORIGIN, waiting(0, 3));

            assertThat(journal().read(STREAM, 0, 10)).isEqualTo(appended);
        }

        @Test
        void sealsEachEventInAnEnvelope() {
            var origin = new Origin(OrgId.LOCAL, new ProjectId("proj-1"), "user-1", "run-1", "cause", 0);

            var event =
                    journal().append(STREAM, origin, List.of(waiting("child"))).getFirst();

            assertThat(event)
                    .isEqualTo(new Envelope(
                            1,
                            new UUID(0, 1),
                            OrgId.LOCAL,
                            new ProjectId("proj-1"),
                            STREAM,
                            1,
                            "run.waiting",
                            1,
                            "user-1",
                            "run-1",
                            "cause",
                            FixedClock.NOON,
                            waiting("child")));
        }

        @Test
        void numbersTheWholeJournalAndEachStream() {
            journal().append(STREAM, ORIGIN, waiting(0, 2));
            journal().append(OTHER, ORIGIN, waiting(0, 1));
            clock.advance(Duration.ofMillis(1));
            var last = journal().append(STREAM, ORIGIN, waiting(2, 1)).getFirst();

            assertThat(last.seq()).isEqualTo(4);
            assertThat(last.position()).isEqualTo(3);
            assertThat(last.at()).isEqualTo(FixedClock.NOON.plusMillis(1));
            assertThat(journal().head()).isEqualTo(4);
        }

        @Test
        void goesOnCountingInTheNextLife() {
            journal().append(STREAM, ORIGIN, waiting(0, 2));

            var event = reopened().append(STREAM, ORIGIN, waiting(2, 1)).getFirst();

            assertThat(event.seq()).isEqualTo(3);
            assertThat(event.position()).isEqualTo(3);
        }

        @Test
        void ofNothingIsNothing() {
            assertThat(journal().append(STREAM, ORIGIN, List.of())).isEmpty();
            assertThat(journal().head()).isZero();
        }
    }

    @Nested
    class Lease {

        @Test
        void countsFromOne() {
            assertThat(journal().lease(STREAM)).isEqualTo(1);
            assertThat(journal().lease(STREAM)).isEqualTo(2);
            assertThat(journal().lease(OTHER)).isEqualTo(1);
        }

        @Test
        void letsItsHolderAppend() {
            var epoch = journal().lease(STREAM);

            journal().append(STREAM, ORIGIN.under(epoch), waiting(0, 1));

            assertThat(journal().read(STREAM, 0, 10)).hasSize(1);
        }

        @Test
        void refusesTheHolderOfAnOlderOne() {
            var older = journal().lease(STREAM);
            journal().lease(STREAM);

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> journal().append(STREAM, ORIGIN.under(older), waiting(0, 1)))
                    .returns(ErrorCode.STALE_LEASE, AuleException::code);
            assertThat(journal().read(STREAM, 0, 10)).isEmpty();
            assertThat(journal().head()).isZero();
        }

        @Test
        void doesNotBindWhoNeedsNone() {
            journal().lease(STREAM);

            journal().append(STREAM, ORIGIN, waiting(0, 1));

            assertThat(journal().read(STREAM, 0, 10)).hasSize(1);
        }
    }

    @Nested
    class Read {

        @Test
        void pagesThroughAStream() {
            journal().append(STREAM, ORIGIN, waiting(0, 5));
            journal().append(OTHER, ORIGIN, waiting(0, 5));

            var first = journal().read(STREAM, 0, 3);
            var second = journal().read(STREAM, first.getLast().position(), 3);

            assertThat(first).extracting(Envelope::position).containsExactly(1L, 2L, 3L);
            assertThat(second).extracting(Envelope::position).containsExactly(4L, 5L);
        }

        @Test
        void knowsNothingOfAStreamWithoutEvents() {
            assertThat(journal().read(STREAM, 0, 10)).isEmpty();
        }
    }

    @Nested
    class Since {

        @BeforeEach
        void appends() {
            journal().append(STREAM, ORIGIN, waiting(0, 2));
            journal().append(OTHER, ORIGIN, List.of(new RunEvent.Completed(RUN, "done")));
            journal().append(SystemEvent.STREAM, ORIGIN, List.of(new SystemEvent.Stopped("asked")));
            var stranger = new Origin(new OrgId("org-2"), null, "user-2", "run-3", null, 0);
            journal().append(new StreamId("run-3"), stranger, waiting(0, 1));
        }

        @Test
        void pagesThroughOneOrganisation() {
            assertThat(numbers(0, Filter.all(OrgId.LOCAL), 3)).containsExactly(1L, 2L, 3L);
            assertThat(numbers(3, Filter.all(OrgId.LOCAL), 3)).containsExactly(4L);
            assertThat(numbers(0, Filter.all(new OrgId("org-2")), 3)).containsExactly(5L);
        }

        @Test
        void findsEveryOrganisationForTheKernelItself() {
            assertThat(numbers(0, Filter.ofTypes(Set.of("run.waiting")), 9)).containsExactly(1L, 2L, 5L);
        }

        @Test
        void findsStreams() {
            assertThat(numbers(0, filter(Set.of(OTHER, SystemEvent.STREAM), Set.of()), 9))
                    .containsExactly(3L, 4L);
        }

        @Test
        void findsTypes() {
            assertThat(numbers(0, filter(Set.of(), Set.of("run.completed")), 9)).containsExactly(3L);
            assertThat(numbers(0, filter(Set.of(), Set.of("run.*")), 9)).containsExactly(1L, 2L, 3L);
            assertThat(numbers(0, filter(Set.of(), Set.of("*")), 9)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(numbers(0, filter(Set.of(), Set.of("run.c*", "system.stopped")), 9))
                    .containsExactly(3L, 4L);
        }

        @Test
        void takesTypesLiterally() {
            assertThat(numbers(0, filter(Set.of(), Set.of("run_*", "%", "' OR 1 = 1 --")), 9))
                    .isEmpty();
        }

        private List<Long> numbers(long after, Filter filter, int limit) {
            return journal().since(after, filter, limit).stream()
                    .map(Envelope::seq)
                    .toList();
        }

        private static Filter filter(Set<StreamId> streams, Set<String> types) {
            return new Filter(OrgId.LOCAL, streams, types);
        }
    }

    @Nested
    class Project {

        @BeforeEach
        void createsATable() {
            database().write(handle -> handle.execute("CREATE TABLE mirror (seq BIGINT PRIMARY KEY)"));
        }

        @Test
        void writesInTheSameTransaction() {
            journal().project((handle, event) -> handle.execute("INSERT INTO mirror (seq) VALUES (?)", event.seq()));

            journal().append(STREAM, ORIGIN, waiting(0, 3));

            assertThat(mirrored()).containsExactly(1L, 2L, 3L);
        }

        @Test
        void undoesTheAppendWhenItThrows() {
            journal().project((handle, event) -> {
                handle.execute("INSERT INTO mirror (seq) VALUES (?)", event.seq());
                if (event.position() == 2) {
                    throw new AuleException(ErrorCode.CONFLICT, "No second event here.");
                }
            });

            assertThatThrownBy(() -> journal().append(STREAM, ORIGIN, waiting(0, 3)))
                    .hasMessage("No second event here.");
            assertThat(mirrored()).isEmpty();
            assertThat(journal().read(STREAM, 0, 10)).isEmpty();
            assertThat(journal()
                            .append(STREAM, ORIGIN, waiting(0, 1))
                            .getFirst()
                            .seq())
                    .isEqualTo(1);
        }

        @Test
        void comesBeforeTheFirstAppendOrNotAtAll() {
            journal().append(STREAM, ORIGIN, waiting(0, 1));

            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> journal().project((_, _) -> {}));
        }

        private List<Long> mirrored() {
            return database()
                    .read(handle -> handle.createQuery("SELECT seq FROM mirror ORDER BY seq")
                            .mapTo(Long.class)
                            .list());
        }
    }
}
