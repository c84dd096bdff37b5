package aule.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Transactions;
import aule.store.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every database must do. A backend proves itself by extending this and adding nothing. */
public abstract class TransactionsContract {

    private Database database;

    /** Opens a database that no other test uses. */
    protected abstract Database open();

    @BeforeEach
    void opens() {
        database = open();
        database.write(handle -> handle.execute("CREATE TABLE note (id BIGINT PRIMARY KEY, text TEXT NOT NULL)"));
    }

    @AfterEach
    void closes() {
        database.close();
    }

    @Nested
    class Write {

        @Test
        void returnsWhatTheWorkReturns() {
            int rows = database.write(handle -> insert(handle, 1));

            assertThat(rows).isEqualTo(1);
        }

        @Test
        void isSeenByTheNextRead() {
            database.write(handle -> insert(handle, 1));

            assertThat(ids()).containsExactly(1L);
        }

        @Test
        void undoesAllOfTheWorkThatThrows() {
            assertThatThrownBy(() -> database.write(handle -> {
                        insert(handle, 1);
                        throw new AuleException(ErrorCode.CONFLICT, "Changed my mind.");
                    }))
                    .isInstanceOf(AuleException.class)
                    .hasMessage("Changed my mind.");
            assertThat(ids()).isEmpty();
        }

        @Test
        void goesOnAfterAStatementThatTheDatabaseRefused() {
            database.write(handle -> insert(handle, 1));
            assertThatThrownBy(() -> database.write(handle -> insert(handle, 1)))
                    .isInstanceOf(JdbiException.class);

            database.write(handle -> insert(handle, 2));

            assertThat(ids()).containsExactly(1L, 2L);
        }

        @Test
        void refusesAWriteInsideAWrite() {
            assertThatExceptionOfType(AuleException.class)
                    .isThrownBy(() -> database.write(_ -> database.write(handle -> insert(handle, 1))))
                    .withMessageContaining("inside another write");
            assertThat(ids()).isEmpty();
        }

        @Test
        void isFinishedForACallerWhoIsInterrupted() {
            Thread.currentThread().interrupt();
            database.write(handle -> insert(handle, 1));

            assertThat(Thread.interrupted()).isTrue();
            assertThat(ids()).containsExactly(1L);
        }
    }

    @Nested
    class ManyWriters {

        private static final int WRITERS = 1_000;

        @Test
        void allGetTheirRowsIn() throws Exception {
            race(number -> insert(database, number));

            assertThat(ids())
                    .containsExactlyElementsOf(
                            LongStream.range(0, WRITERS).boxed().toList());
        }

        @Test
        void loseOnlyTheWorkThatThrew() throws Exception {
            var outcomes = race(number -> database.write(handle -> {
                insert(handle, number);
                if (number % 3 == 0) {
                    throw new AuleException(ErrorCode.CONFLICT, "Not the third.");
                }
                return number;
            }));

            assertThat(ids()).hasSize(WRITERS - 334).noneMatch(id -> id % 3 == 0);
            assertThat(outcomes.stream().filter(it -> it.state() == Future.State.FAILED))
                    .hasSize(334);
        }

        @Test
        void loseOnlyTheWorkThatTheDatabaseRefused() throws Exception {
            race(number -> database.write(handle -> insert(handle, number / 2)));

            assertThat(ids()).hasSize(WRITERS / 2);
        }

        private List<Future<?>> race(LongConsumer work) throws Exception {
            var outcomes = new ArrayList<Future<?>>();
            var gate = new CountDownLatch(1);
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var number = 0L; number < WRITERS; number++) {
                    var mine = number;
                    outcomes.add(threads.submit(() -> {
                        gate.await();
                        work.accept(mine);
                        return mine;
                    }));
                }
                gate.countDown();
            }
            return outcomes;
        }
    }

    @Nested
    class Read {

        @Test
        void cannotWrite() {
            assertThatThrownBy(() -> database.read(handle -> insert(handle, 1))).isInstanceOf(JdbiException.class);
            assertThat(ids()).isEmpty();
        }

        @Test
        void doesNotSeeWhatIsNotCommitted() {
            List<Long> seen = database.write(handle -> {
                insert(handle, 1);
                return ids();
            });

            assertThat(seen).isEmpty();
            assertThat(ids()).containsExactly(1L);
        }

        @Test
        void worksForACallerWhoIsInterrupted() {
            Thread.currentThread().interrupt();

            assertThat(ids()).isEmpty();
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    private List<Long> ids() {
        return database.read(handle -> handle.createQuery("SELECT id FROM note ORDER BY id")
                .mapTo(Long.class)
                .list());
    }

    private static void insert(Transactions<Handle> database, long id) {
        database.write(handle -> insert(handle, id));
    }

    private static int insert(Handle handle, long id) {
        return handle.createUpdate("INSERT INTO note (id, text) VALUES (:id, 'hello')")
                .bind("id", id)
                .execute();
    }
}
