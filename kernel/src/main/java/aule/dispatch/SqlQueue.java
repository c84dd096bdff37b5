package aule.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks that are to be worked on, now or later. */
final class SqlQueue {

    /** What became of a submission. */
    enum Kept {
        WRITTEN,
        /** A kernel works on the task and will have it worked on again. */
        AGAIN,
        /** It waits for its start already. */
        WAITING
    }

    private static final String SUBMIT = """
            INSERT INTO dispatch_task
                (task_name, task_instance, task_data, execution_time, picked, picked_by, consecutive_failures, version)
            VALUES (:task, :id, :data, :time, :no, :for, 0, 1)
            ON CONFLICT (task_name, task_instance) DO UPDATE SET
                task_data = excluded.task_data,
                execution_time = excluded.execution_time,
                picked_by = excluded.picked_by,
                consecutive_failures = 0,
                again = NULL,
                cancelled = :no,
                version = dispatch_task.version + 1
            WHERE dispatch_task.picked = :no
                AND dispatch_task.picked_by IS NULL
                AND dispatch_task.execution_time <> :queue
            """;

    private static final String WISH = """
            UPDATE dispatch_task
            SET again = CASE WHEN again < :again THEN again ELSE :again END
            WHERE task_name = :task AND task_instance = :id AND picked = :yes
            """;

    private static final String WAITS = """
            SELECT count(*) FROM dispatch_task
            WHERE task_name = :task AND task_instance = :id AND picked = :no
                AND (picked_by IS NOT NULL OR execution_time = :queue)
            """;

    private static final String WAITS_HERE = """
            SELECT count(*) FROM dispatch_task
            WHERE task_name = :task AND task_instance = :id
                AND (picked_by = :node OR (picked = :no AND picked_by IS NULL AND execution_time = :queue))
            """;

    private static final String HAND = """
            UPDATE dispatch_task SET execution_time = :time, picked_by = :node, version = version + 1
            WHERE task_name = :task AND task_instance = :id
                AND picked = :no AND picked_by IS NULL AND execution_time = :queue
            """;

    private static final String REMOVE = """
            DELETE FROM dispatch_task WHERE task_name = :task AND task_instance = :id AND picked = :no
            """;

    private static final String TICKET = """
            SELECT task_data FROM dispatch_task WHERE task_name = :task AND task_instance = :id
            """;

    private static final String REWRITE = """
            UPDATE dispatch_task SET task_data = :data WHERE task_name = :task AND task_instance = :id
            """;

    private static final String ROWS = """
            SELECT task_instance, task_data, CASE WHEN picked_by IS NULL THEN 1 ELSE 0 END AS queued, cancelled
            FROM dispatch_task
            WHERE picked_by = :node OR (picked = :no AND picked_by IS NULL AND execution_time = :queue)
            """;

    private static final String REVOKE = """
            UPDATE dispatch_task SET execution_time = :queue, picked_by = NULL, version = version + 1
            WHERE picked = :no AND picked_by <> :node AND execution_time < :time
            """;

    private final SqlRows rows;

    SqlQueue(SqlRows rows) {
        this.rows = rows;
    }

    /** Writes a task that begins at once on this kernel. */
    Kept hand(String id, Ticket ticket, Instant now) {
        return keep(id, new Again(ticket, now), now, rows.node());
    }

    /** Writes a task into the queue. */
    Kept submit(String id, Ticket ticket, Instant now) {
        return keep(id, new Again(ticket, now), SqlRows.QUEUE, null);
    }

    /** Writes a task for later. */
    Kept submitAt(String id, Ticket ticket, Instant due) {
        return keep(id, new Again(ticket, due), due, null);
    }

    /** Goes on until one of its statements met the row as it is: others change it meanwhile. */
    private Kept keep(String id, Again wish, Instant time, @Nullable String node) {
        while (true) {
            var written = rows.change(
                    id,
                    SUBMIT,
                    sql -> sql.bind("data", SqlRows.bytes(wish.ticket()))
                            .bind("time", rows.time(time))
                            .bind("for", node));
            if (written == 1) {
                return Kept.WRITTEN;
            }
            if (rows.change(id, WISH, sql -> sql.bind("again", wish.text())) == 1) {
                return Kept.AGAIN;
            }
            if (any(id, WAITS)) {
                return Kept.WAITING;
            }
        }
    }

    /** Whether a task is in the queue or on its way to this kernel. */
    boolean waitsHere(String id) {
        return any(id, WAITS_HERE);
    }

    /** Hands tasks of the queue to this kernel and returns those that were not in the queue any more. */
    List<Job> hand(List<Job> jobs, Instant now) {
        var counts = rows.transaction(handle -> {
            var batch = handle.prepareBatch(HAND);
            jobs.forEach(job ->
                    rows.bound(batch, job.id()).bind("time", rows.time(now)).add());
            return batch.execute();
        });
        var lost = new ArrayList<Job>();
        for (var index = 0; index < counts.length; index++) {
            if (counts[index] == 0) {
                lost.add(jobs.get(index));
            }
        }
        return lost;
    }

    /** Deletes a task on which nobody works; false when there is none. */
    boolean remove(String id) {
        return rows.change(id, REMOVE, SqlRows.Binding.NONE) == 1;
    }

    Optional<Ticket> ticket(String id) {
        return rows.with(handle -> rows.bound(handle.createQuery(TICKET), id)
                .mapTo(byte[].class)
                .findOne()
                .map(SqlRows::ticket));
    }

    void rewrite(String id, Ticket ticket) {
        rows.change(id, REWRITE, sql -> sql.bind("data", SqlRows.bytes(ticket)));
    }

    /** What is queued, and what was handed to this kernel or is worked on by it. */
    List<Row> rows() {
        return rows.with(handle -> rows.bound(handle.createQuery(ROWS), "")
                .map((row, _) -> new Row(
                        row.getString("task_instance"),
                        SqlRows.ticket(row.getBytes("task_data")),
                        row.getInt("queued") == 1,
                        row.getBoolean("cancelled")))
                .list());
    }

    /** Queues what was handed to other kernels that did not begin with it in time. */
    void revoke(Instant now, Duration patience) {
        rows.change("", REVOKE, sql -> sql.bind("time", rows.time(now.minus(patience))));
    }

    private boolean any(String id, String sql) {
        return rows.with(handle ->
                rows.bound(handle.createQuery(sql), id).mapTo(Integer.class).one() > 0);
    }
}
