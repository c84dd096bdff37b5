package aule.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import aule.testkit.TempPostgres;
import aule.testkit.TransactionsContract;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PostgresTests extends TransactionsContract {

    @Override
    protected Database open() {
        return Database.open(TempPostgres.fresh(), List.of("journal"));
    }

    /** Each write touches two rows, the kernels in opposite orders: without turns they would wait in a circle. */
    @Test
    @Timeout(60)
    void kernelsThatWriteTheSameRowsDoNotWaitForEachOther() throws Exception {
        var url = TempPostgres.fresh();
        try (var one = Database.open(url, List.of("journal"));
                var other = Database.open(url, List.of("journal"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            one.write(handle -> handle.execute("CREATE TABLE tally (name TEXT PRIMARY KEY, count BIGINT NOT NULL)"));
            one.write(handle -> handle.execute("INSERT INTO tally (name, count) VALUES ('a', 0), ('b', 0)"));
            var both = new CountDownLatch(2);
            var forwards =
                    threads.submit(() -> one.write(handle -> count(handle, "a", both) + count(handle, "b", both)));
            var backwards =
                    threads.submit(() -> other.write(handle -> count(handle, "b", both) + count(handle, "a", both)));

            assertThat(forwards.get() + backwards.get()).isEqualTo(4);
        }
    }

    @Test
    @Timeout(60)
    void aKernelThatFreezesInATransactionLetsTheOthersGoOnAndLosesIt() throws Exception {
        var url = TempPostgres.fresh();
        try (var frozen = Database.open(url, List.of("journal"));
                var other = Database.open(url, List.of("journal"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            other.write(handle -> handle.execute("CREATE TABLE note (text TEXT PRIMARY KEY)"));
            var inside = new CountDownLatch(1);
            var thawed = new CountDownLatch(1);
            var late = threads.submit(() -> frozen.write(handle -> {
                note(handle, "before");
                inside.countDown();
                await(thawed);
                return note(handle, "after");
            }));
            await(inside);

            assertThat(other.<Integer>write(handle -> note(handle, "meanwhile")))
                    .isEqualTo(1);
            thawed.countDown();

            assertThatThrownBy(late::get).isInstanceOf(ExecutionException.class);
            assertThat(frozen.<Integer>write(handle -> note(handle, "again"))).isEqualTo(1);
            assertThat(other.<List<String>>read(handle -> handle.createQuery("SELECT text FROM note ORDER BY text")
                            .mapTo(String.class)
                            .list()))
                    .containsExactly("again", "meanwhile");
        }
    }

    private static int note(Handle handle, String text) {
        return handle.execute("INSERT INTO note (text) VALUES (?)", text);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Gives the other one a chance to hold the row that comes next. */
    private static int count(Handle handle, String name, CountDownLatch both) {
        var changed = handle.execute("UPDATE tally SET count = count + 1 WHERE name = ?", name);
        both.countDown();
        try {
            both.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return changed;
    }
}
