package aule.testkit;

import aule.dispatch.Dispatch;
import aule.dispatch.DispatchRoom;
import aule.dispatch.DispatchRoom.Settings;
import aule.dispatch.Limits;
import aule.dispatch.Share;
import aule.kernel.SystemClock;
import aule.store.Database;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test that has a dispatcher of its own on a database of its own. */
public abstract class WithDispatch {

    protected static final Settings QUICK =
            new Settings("test", Limits.of(1_024), Duration.ofMinutes(5), Duration.ofMillis(2));

    private static final String COPY = """
            INSERT INTO dispatch_task (task_name, task_instance, task_data, execution_time, picked, version)
            SELECT task_name, :copy, task_data, execution_time, picked, version
            FROM dispatch_task WHERE task_instance = :id
            """;

    protected static final Share ANA = new Share("ana", "");

    protected final ConcurrentLinkedQueue<String> worked = new ConcurrentLinkedQueue<>();
    private Database database;
    private DispatchRoom room;

    /** Opens a database with dispatch's table that no other test uses. */
    protected abstract Database open();

    @BeforeEach
    void opens() {
        database = open();
        room = DispatchRoom.open(database.dataSource(), SystemClock.UTC, QUICK);
    }

    @AfterEach
    void closes() {
        room.close();
        database.close();
    }

    protected Dispatch dispatch() {
        return room.dispatch();
    }

    protected void working(Work work) {
        dispatch().handle("run", work::on);
        dispatch().start();
    }

    protected void oneSlot(Semaphore gate) {
        reopen(QUICK.with(Limits.of(1)));
        working(key -> {
            worked.add(key);
            gate.acquire();
        });
    }

    protected void reopen(Settings settings) {
        reopen(settings, SystemClock.UTC);
    }

    protected void reopen(Settings settings, InstantSource clock) {
        room.close();
        room = DispatchRoom.open(database.dataSource(), clock, settings);
    }

    /** A second kernel on the same database, which the test closes. */
    protected DispatchRoom another(Settings settings) {
        return DispatchRoom.open(database.dataSource(), SystemClock.UTC, settings);
    }

    /** Puts as many tasks into the queue as there are names, all like one that is there. */
    protected void copy(String key, Collection<String> names) {
        database.write(handle -> {
            var batch = handle.prepareBatch(COPY);
            names.forEach(name ->
                    batch.bind("copy", "run:" + name).bind("id", "run:" + key).add());
            return batch.execute().length;
        });
    }

    protected void submit(String key) {
        dispatch().submit("run", key, ANA, 3);
    }

    protected int rows() {
        return count("SELECT count(*) FROM dispatch_task");
    }

    private int count(String sql) {
        return database.<Integer>read(
                handle -> handle.createQuery(sql).mapTo(Integer.class).one());
    }

    /** What the tests do for a task. */
    @FunctionalInterface
    protected interface Work {
        void on(String key) throws InterruptedException;
    }
}
