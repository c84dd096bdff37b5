package aule.dispatch;

import java.time.Instant;
import java.util.Optional;

/** The tasks that kernels work on. A version tells one round of work from the next, whoever does it. */
final class SqlRounds {

    /**
     * What somebody wants of a task while a kernel works on it.
     *
     * @param again the text of an {@link Again}, or empty
     */
    record Marks(String again) {

        Optional<Again> wish() {
            return again.isEmpty() ? Optional.empty() : Optional.of(Again.parse(again));
        }
    }

    private static final String END = """
            DELETE FROM dispatch_task
            WHERE task_name = :task AND task_instance = :id AND picked = :yes AND version = :version AND again IS NULL
            """;

    private static final String MARKS = """
            SELECT coalesce(again, '') FROM dispatch_task
            WHERE task_name = :task AND task_instance = :id AND picked = :yes AND version = :version
            """;

    private static final String AGAIN = """
            UPDATE dispatch_task
            SET execution_time = :time, task_data = :data, picked = :no, picked_by = NULL, last_heartbeat = NULL,
                consecutive_failures = 0, again = NULL, cancelled = :no, version = version + 1
            WHERE task_name = :task AND task_instance = :id AND picked = :yes AND version = :version
                AND coalesce(again, '') = :seen
            """;

    private static final String RETRY = """
            UPDATE dispatch_task
            SET execution_time = :time, picked = :no, picked_by = NULL, last_heartbeat = NULL,
                consecutive_failures = :failures, version = version + 1
            WHERE task_name = :task AND task_instance = :id AND picked = :yes AND version = :version
                AND again IS NULL AND cancelled = :no
            """;

    private static final String BACK = """
            UPDATE dispatch_task
            SET execution_time = :queue, picked = :no, picked_by = NULL, last_heartbeat = NULL, again = NULL,
                version = version + 1
            WHERE task_name = :task AND task_instance = :id AND picked = :yes AND version = :version
                AND cancelled = :no
            """;

    private static final String CANCEL = """
            UPDATE dispatch_task SET cancelled = :yes, again = NULL
            WHERE task_name = :task AND task_instance = :id AND picked = :yes
            """;

    private static final String HERE = """
            SELECT count(*) FROM dispatch_task
            WHERE task_name = :task AND task_instance = :id AND picked = :yes AND picked_by = :node
            """;

    private static final String FORGET_CANCELLED = """
            DELETE FROM dispatch_task WHERE picked_by = :node AND cancelled = :yes AND again IS NULL
            """;

    private static final String RELEASE = """
            UPDATE dispatch_task
            SET execution_time = :queue, picked = :no, picked_by = NULL, last_heartbeat = NULL, again = NULL,
                cancelled = :no, version = version + 1
            WHERE picked_by = :node
            """;

    private final SqlRows rows;

    SqlRounds(SqlRows rows) {
        this.rows = rows;
    }

    /** Deletes a task whose work is done; false when it is to be worked on again or is somebody else's by now. */
    boolean end(String id, long version) {
        return rows.change(id, END, sql -> sql.bind("version", version)) == 1;
    }

    /** Empty when the task is somebody else's by now. */
    Optional<Marks> marks(String id, long version) {
        return rows.with(handle -> rows.bound(handle.createQuery(MARKS), id)
                .bind("version", version)
                .mapTo(String.class)
                .findOne()
                .map(Marks::new));
    }

    /** Writes the next round of a task; false when the marks have changed or the task is somebody else's by now. */
    boolean again(String id, long version, Marks seen, Ticket ticket, Instant time) {
        return rows.change(
                        id,
                        AGAIN,
                        sql -> sql.bind("version", version)
                                .bind("seen", seen.again())
                                .bind("data", SqlRows.bytes(ticket))
                                .bind("time", rows.time(time)))
                == 1;
    }

    /** Keeps a failed task for later; false when somebody wants something else of it or has it by now. */
    boolean retry(String id, long version, Instant time, int failures) {
        return rows.change(
                        id,
                        RETRY,
                        sql -> sql.bind("version", version)
                                .bind("time", rows.time(time))
                                .bind("failures", failures))
                == 1;
    }

    /** Queues a task as it is; false when it is cancelled or somebody else's by now. */
    boolean back(String id, long version) {
        return rows.change(id, BACK, sql -> sql.bind("version", version)) == 1;
    }

    /** Asks the kernel that works on the task to stop; false when there is none. */
    boolean cancel(String id) {
        return rows.change(id, CANCEL, SqlRows.Binding.NONE) == 1;
    }

    /** Whether this kernel is the one whose name the task bears. */
    boolean isHere(String id) {
        return rows.with(handle ->
                rows.bound(handle.createQuery(HERE), id).mapTo(Integer.class).one() == 1);
    }

    /** Queues what this kernel had in hand in an earlier life. Returns how many. */
    int release() {
        return rows.transaction(handle -> {
            rows.bound(handle.createUpdate(FORGET_CANCELLED), "").execute();
            return rows.bound(handle.createUpdate(RELEASE), "").execute();
        });
    }
}
