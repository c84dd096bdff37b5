package aule.processes;

import aule.journal.Projection;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProcessEvent;
import aule.kernel.ProcessId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the list of processes as the journal tells it. */
final class SqlProcesses implements Projection {

    /** Which processes somebody wants to see; empty texts are no condition. */
    record Wish(OrgId org, String project, String run, String state, long before, int limit) {}

    private static final String INSERT = """
            INSERT INTO processes_process
                (id, org_id, project_id, run_id, seq, kind, command, folder, node, running, exit_code, reason,
                started_at, ended_at)
            VALUES (:id, :org, :project, :run, :seq, :kind, :command, :folder, :node, 1, NULL, '', :at, NULL)
            """;

    private static final String END = """
            UPDATE processes_process
            SET running = 0, exit_code = :exit, reason = :reason, ended_at = :at
            WHERE id = :id
            """;

    private static final String COLUMNS = """
            SELECT id, org_id, project_id, run_id, seq, kind, command, folder, node, running, exit_code, reason,
                started_at, ended_at
            FROM processes_process
            """;

    private static final String FIND = COLUMNS + "WHERE org_id = :org AND id = :id";

    private static final String PAGE = COLUMNS + """
            WHERE org_id = :org
                AND (:project = '' OR project_id = :project)
                AND (:run = '' OR run_id = :run)
                AND (:state = '' OR running = :running)
                AND seq < :before
            ORDER BY seq DESC
            LIMIT :limit
            """;

    private static final String LEFT = COLUMNS + "WHERE node = :node AND running = 1 ORDER BY seq";

    private final Transactions<Handle> transactions;

    SqlProcesses(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof ProcessEvent change) {
            switch (change) {
                case ProcessEvent.Started started -> insert(handle, event, started);
                case ProcessEvent.Ended ended ->
                    handle.createUpdate(END)
                            .bind("id", ended.processId().value())
                            .bind("exit", ended.exitCode())
                            .bind("reason", ended.reason())
                            .bind("at", event.at().toEpochMilli())
                            .execute();
            }
        }
    }

    private static void insert(Handle handle, Envelope event, ProcessEvent.Started started) {
        var run = started.runId();
        handle.createUpdate(INSERT)
                .bind("id", started.processId().value())
                .bind("org", event.org().value())
                .bind("project", started.projectId().value())
                .bind("run", run == null ? null : run.value())
                .bind("seq", event.seq())
                .bind("kind", started.kind())
                .bind("command", started.command())
                .bind("folder", started.folder())
                .bind("node", started.node())
                .bind("at", event.at().toEpochMilli())
                .execute();
    }

    Optional<Entry> find(OrgId org, ProcessId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, _) -> entry(row))
                .findOne());
    }

    /** The newest first. */
    List<Entry> page(Wish wish) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", wish.org().value())
                .bind("project", wish.project())
                .bind("run", wish.run())
                .bind("state", wish.state())
                .bind("running", wish.state().equals("running") ? 1 : 0)
                .bind("before", wish.before())
                .bind("limit", wish.limit())
                .map((row, _) -> entry(row))
                .list());
    }

    /** What an earlier life of a kernel did not see end. */
    List<Entry> left(String node) {
        return transactions.read(handle -> handle.createQuery(LEFT)
                .bind("node", node)
                .map((row, _) -> entry(row))
                .list());
    }

    private static Entry entry(ResultSet row) throws SQLException {
        var run = row.getString("run_id");
        var exit = row.getObject("exit_code");
        var ended = row.getLong("ended_at");
        var running = row.getInt("running") == 1;
        return new Entry(
                row.getLong("seq"),
                new ProcessId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new ProjectId(row.getString("project_id")),
                run == null ? null : new RunId(run),
                row.getString("kind"),
                row.getString("command"),
                row.getString("folder"),
                row.getString("node"),
                running,
                exit instanceof Number number ? number.intValue() : null,
                row.getString("reason"),
                Instant.ofEpochMilli(row.getLong("started_at")),
                running ? null : Instant.ofEpochMilli(ended));
    }
}
