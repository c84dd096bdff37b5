package aule.agents;

import aule.kernel.Envelope;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What one append changes about runs. The row of a run is read once and written once, and only the columns that became
 * different are: each index on a column that is written costs a page of the log on disk.
 */
final class SqlRunChanges {

    /** A run before the append and as its events have left it so far. */
    private record Change(RunState before, RunState after, boolean ends) {

        Change then(Envelope event) {
            return new Change(
                    before, after.then(event.body(), event.at()), ends || event.body() instanceof RunEvent.Ended);
        }
    }

    private final Handle handle;
    private final Map<RunId, Change> changes = new LinkedHashMap<>();

    SqlRunChanges(Handle handle) {
        this.handle = handle;
    }

    void begin(Envelope event) {
        var run = RunState.begin(event);
        var columns = SqlRunColumns.start(run);
        columns.putAll(SqlRunColumns.state(run));
        columns.put("unsaid", 0);
        insert(columns);
        changes.put(run.id(), new Change(run, run, false));
    }

    /** A stream that no run began, such as that of a call by hand, has no row. */
    void add(RunId id, Envelope event) {
        var change = changes.get(id);
        if (change == null) {
            SqlRuns.find(handle, id).ifPresent(run -> changes.put(id, new Change(run, run, false).then(event)));
        } else {
            changes.put(id, change.then(event));
        }
    }

    void write() {
        changes.forEach((id, change) -> {
            var columns = different(change);
            if (!columns.isEmpty()) {
                update(id, columns);
            }
        });
    }

    /** A run that has ended has something to say to its conversation, and to report if that was asked for. */
    private static Map<String, @Nullable Object> different(Change change) {
        var columns = SqlRunColumns.state(change.after());
        SqlRunColumns.state(change.before()).forEach((column, value) -> {
            if (Objects.equals(columns.get(column), value)) {
                columns.remove(column);
            }
        });
        var started = change.after().started();
        if (change.ends() && started.conversationId() != null) {
            columns.put("unsaid", 1);
        }
        if (change.ends()) {
            columns.put("unreported", started.lineage().reports() ? 1 : 0);
        }
        return columns;
    }

    private void insert(Map<String, @Nullable Object> columns) {
        var names = columns.keySet();
        var sql =
                "INSERT INTO agents_run (" + String.join(", ", names) + ") VALUES (:" + String.join(", :", names) + ")";
        handle.createUpdate(sql).bindMap(columns).execute();
    }

    private void update(RunId id, Map<String, @Nullable Object> columns) {
        var set = columns.keySet().stream().map(it -> it + " = :" + it).collect(Collectors.joining(", "));
        var sql = "UPDATE agents_run SET " + set + " WHERE id = :id";
        handle.createUpdate(sql).bindMap(columns).bind("id", id.value()).execute();
    }
}
