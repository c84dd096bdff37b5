package aule.budget;

import static org.assertj.core.api.Assertions.assertThat;

import aule.journal.Journal;
import aule.journal.JournalRoom;
import aule.journal.Neighbours;
import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.BudgetId;
import aule.kernel.ErrorCode;
import aule.kernel.RunBudget;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.kernel.SystemClock;
import aule.store.Database;
import aule.store.UuidIds;
import aule.testkit.TempPostgres;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kernels that share one database share its budgets, to the last billionth. */
@Timeout(120)
class SharedBudgetTests {

    private static final List<String> ROOMS = List.of("journal", "budget");
    private static final int RUNS = 200;
    private static final long EACH = 37;
    private static final long MOST = 1_000;

    private static Journal kernel(Database database) {
        var journal = JournalRoom.open(database, Neighbours.NONE, SystemClock.UTC, new UuidIds())
                .journal();
        BudgetRoom.open(journal, database, SystemClock.UTC, new UuidIds());
        return journal;
    }

    private static boolean reserved(Journal journal, int number) {
        var run = new RunId("run-" + number);
        try {
            journal.append(
                    StreamId.of(run),
                    Journal.Origin.kernel(run.value()),
                    List.of(new BudgetEvent.Reserved(run, "cloud/large", 1, EACH)));
            return true;
        } catch (AuleException refused) {
            assertThat(refused.code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
            return false;
        }
    }

    @Test
    void twoKernelsAtOnceNeverGoPastALimit() throws InterruptedException, ExecutionException {
        var address = TempPostgres.fresh();
        try (var one = Database.open(address, ROOMS);
                var other = Database.open(address, ROOMS);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var journals = List.of(kernel(one), kernel(other));
            var set = new BudgetEvent.Set(
                    new BudgetId("budget-1"), "org", null, "day", new RunBudget(MOST, null, null, null));
            journals.getFirst().append(BudgetEvent.STREAM, Journal.Origin.kernel("budgets"), List.of(set));
            var tries = IntStream.range(0, RUNS)
                    .<Callable<Boolean>>mapToObj(number -> () -> reserved(journals.get(number % 2), number))
                    .toList();

            var granted = 0;
            for (var attempt : threads.invokeAll(tries)) {
                granted += attempt.get() ? 1 : 0;
            }

            assertThat(granted).isEqualTo((int) (MOST / EACH));
            long held = other.read(handle -> handle.createQuery("SELECT SUM(cost_nanos) FROM budget_hold")
                    .mapTo(Long.class)
                    .one());
            assertThat(held).isEqualTo(granted * EACH);
        }
    }
}
