package aule.workspace;

import aule.journal.Projection;
import aule.kernel.CheckpointEvent;
import aule.kernel.CheckpointId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the list of checkpoints as the journal tells it. */
final class SqlCheckpoints implements Projection {

    private static final String INSERT = """
            INSERT INTO workspace_checkpoint
                (id, org_id, project_id, seq, run_id, label, actor, tree, files, bytes, left_out, made_at)
            VALUES (:id, :org, :project, :seq, :run, :label, :actor, :tree, :files, :bytes, :leftOut, :at)
            """;

    private static final String COLUMNS = """
            SELECT id, org_id, project_id, seq, run_id, label, actor, tree, files, bytes, left_out, made_at
            FROM workspace_checkpoint
            """;

    private static final String FIND = COLUMNS + "WHERE org_id = :org AND id = :id";

    private static final String LAST = COLUMNS + """
            WHERE org_id = :org AND project_id = :project
            ORDER BY seq DESC
            LIMIT 1
            """;

    private static final String PAGE = COLUMNS + """
            WHERE org_id = :org AND project_id = :project AND seq < :before
            ORDER BY seq DESC
            LIMIT :limit
            """;

    /** A checkpoint and its place in the journal. */
    record Placed(long seq, Checkpoint checkpoint) {}

    private final Transactions<Handle> transactions;

    SqlCheckpoints(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof CheckpointEvent.Made made) {
            var run = made.runId();
            handle.createUpdate(INSERT)
                    .bind("id", made.checkpointId().value())
                    .bind("org", event.org().value())
                    .bind("project", made.projectId().value())
                    .bind("seq", event.seq())
                    .bind("run", run == null ? null : run.value())
                    .bind("label", made.label())
                    .bind("actor", event.actor())
                    .bind("tree", made.tree())
                    .bind("files", made.files())
                    .bind("bytes", made.bytes())
                    .bind("leftOut", made.leftOut())
                    .bind("at", event.at().toEpochMilli())
                    .execute();
        }
    }

    Optional<Checkpoint> find(OrgId org, CheckpointId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, _) -> checkpoint(row))
                .findOne());
    }

    Optional<Checkpoint> last(OrgId org, ProjectId project) {
        return transactions.read(handle -> handle.createQuery(LAST)
                .bind("org", org.value())
                .bind("project", project.value())
                .map((row, _) -> checkpoint(row))
                .findOne());
    }

    /** Returns at most {@code limit} checkpoints of a project, the newest first, made before that place in the journal. */
    List<Placed> page(OrgId org, ProjectId project, long before, int limit) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", org.value())
                .bind("project", project.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new Placed(row.getLong("seq"), checkpoint(row)))
                .list());
    }

    private static Checkpoint checkpoint(ResultSet row) throws SQLException {
        var run = row.getString("run_id");
        return new Checkpoint(
                new CheckpointId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new ProjectId(row.getString("project_id")),
                run == null ? null : new RunId(run),
                row.getString("label"),
                row.getString("actor"),
                row.getString("tree"),
                row.getLong("files"),
                row.getLong("bytes"),
                row.getInt("left_out"),
                Instant.ofEpochMilli(row.getLong("made_at")));
    }
}
