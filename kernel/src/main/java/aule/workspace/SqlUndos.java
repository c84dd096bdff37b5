package aule.workspace;

import aule.journal.Projection;
import aule.kernel.CheckpointEvent;
import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import aule.kernel.UndoId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the list of undos as the journal tells it. */
final class SqlUndos implements Projection {

    private static final String INSERT = """
            INSERT INTO workspace_undo
                (id, org_id, project_id, seq, run_id, call_id, undone_id, paths, before_id, after_id, changed, kept,
                actor, made_at)
            VALUES (:id, :org, :project, :seq, :run, :call, :undone, :paths, :before, :after, :changed, :kept, :actor, :at)
            """;

    private static final String COLUMNS = """
            SELECT id, project_id, seq, run_id, call_id, undone_id, paths, before_id, after_id, changed, kept, actor,
                made_at
            FROM workspace_undo
            """;

    private static final String FIND = COLUMNS + "WHERE org_id = :org AND id = :id";

    private static final String PAGE = COLUMNS + """
            WHERE org_id = :org AND project_id = :project AND seq < :before AND (:run = '' OR run_id = :run)
            ORDER BY seq DESC
            LIMIT :limit
            """;

    /** Stands between paths: no plain path has an empty part. */
    private static final String BETWEEN = "//";

    /** An undo and its place in the journal. */
    record Placed(long seq, Undo undo) {}

    private final Transactions<Handle> transactions;

    SqlUndos(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof CheckpointEvent.Undone made) {
            handle.createUpdate(INSERT)
                    .bind("id", made.undoId().value())
                    .bind("org", event.org().value())
                    .bind("project", made.projectId().value())
                    .bind("seq", event.seq())
                    .bind(
                            "run",
                            Optional.ofNullable(made.runId()).map(RunId::value).orElse(null))
                    .bind("call", made.callId())
                    .bind(
                            "undone",
                            Optional.ofNullable(made.undoneId())
                                    .map(UndoId::value)
                                    .orElse(null))
                    .bind("paths", String.join(BETWEEN, made.paths()))
                    .bind("before", made.beforeId().value())
                    .bind("after", made.checkpointId().value())
                    .bind("changed", made.changed())
                    .bind("kept", made.kept())
                    .bind("actor", event.actor())
                    .bind("at", event.at().toEpochMilli())
                    .execute();
        }
    }

    Optional<Undo> find(OrgId org, UndoId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, _) -> undo(row))
                .findOne());
    }

    /** Returns at most {@code limit} undos of a project, the newest first, made before that place in the journal. */
    List<Placed> page(OrgId org, ProjectId project, Optional<RunId> run, long before, int limit) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", org.value())
                .bind("project", project.value())
                .bind("run", run.map(RunId::value).orElse(""))
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new Placed(row.getLong("seq"), undo(row)))
                .list());
    }

    private static Undo undo(ResultSet row) throws SQLException {
        var paths = row.getString("paths");
        return new Undo(
                new UndoId(row.getString("id")),
                new ProjectId(row.getString("project_id")),
                Optional.ofNullable(row.getString("run_id")).map(RunId::new).orElse(null),
                row.getString("call_id"),
                Optional.ofNullable(row.getString("undone_id")).map(UndoId::new).orElse(null),
                paths.isEmpty() ? List.of() : List.of(paths.split(BETWEEN, -1)),
                new CheckpointId(row.getString("before_id")),
                new CheckpointId(row.getString("after_id")),
                row.getInt("changed"),
                row.getInt("kept"),
                row.getString("actor"),
                Instant.ofEpochMilli(row.getLong("made_at")));
    }
}
