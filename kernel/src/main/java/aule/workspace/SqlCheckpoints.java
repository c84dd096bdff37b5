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
import org.jspecify.annotations.Nullable;

/** Keeps the list of checkpoints as the journal tells it. */
final class SqlCheckpoints implements Projection {

    private static final String INSERT = """
            INSERT INTO workspace_checkpoint
                (id, org_id, project_id, seq, run_id, label, actor, tree, files, bytes, left_out, made_at)
            VALUES (:id, :org, :project, :seq, :run, :label, :actor, :tree, :files, :bytes, :leftOut, :at)
            """;

    private static final String COLUMNS = """
            SELECT id, org_id, project_id, seq, run_id, label, actor, tree, files, bytes, left_out, made_at, name,
                cleared_at, cleared_for
            FROM workspace_checkpoint
            """;

    private static final String FIND = COLUMNS + "WHERE org_id = :org AND id = :id";

    private static final String LAST = COLUMNS + """
            WHERE org_id = :org AND project_id = :project AND cleared_at IS NULL
            ORDER BY seq DESC
            LIMIT 1
            """;

    private static final String AT = COLUMNS + """
            WHERE org_id = :org AND project_id = :project AND made_at <= :at
            ORDER BY seq DESC
            LIMIT 1
            """;

    private static final String FIRST = COLUMNS + """
            WHERE org_id = :org AND project_id = :project AND seq > :after AND cleared_at IS NULL
            ORDER BY seq
            LIMIT 1
            """;

    private static final String SNAPSHOTS = COLUMNS + """
            WHERE org_id = :org AND project_id = :project AND seq < :before AND name <> ''
            ORDER BY seq DESC
            LIMIT :limit
            """;

    private static final String KEPT = COLUMNS + """
            WHERE project_id = :project AND cleared_at IS NULL
            ORDER BY seq
            """;

    private static final String NAME = "UPDATE workspace_checkpoint SET name = :name WHERE id = :id";

    private static final String CLEAR = """
            UPDATE workspace_checkpoint SET cleared_at = :at, cleared_for = :reason WHERE id = :id
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
        if (event.body() instanceof CheckpointEvent change) {
            switch (change) {
                case CheckpointEvent.Made made -> insert(handle, event, made);
                case CheckpointEvent.Named named ->
                    handle.createUpdate(NAME)
                            .bind("id", named.checkpointId().value())
                            .bind("name", named.name())
                            .execute();
                case CheckpointEvent.Cleared cleared -> clear(handle, event, cleared);
                case CheckpointEvent.Restored _, CheckpointEvent.Undone _ -> {
                    // the checkpoints stay what they are
                }
            }
        }
    }

    private static void clear(Handle handle, Envelope event, CheckpointEvent.Cleared cleared) {
        try (var batch = handle.prepareBatch(CLEAR)) {
            cleared.gone()
                    .forEach(it -> batch.bind("id", it.value())
                            .bind("at", event.at().toEpochMilli())
                            .bind("reason", cleared.reason())
                            .add());
            batch.execute();
        }
    }

    private static void insert(Handle handle, Envelope event, CheckpointEvent.Made made) {
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

    /** The last one that was made at a moment or before it. */
    Optional<Checkpoint> at(OrgId org, ProjectId project, Instant moment) {
        return transactions.read(handle -> handle.createQuery(AT)
                .bind("org", org.value())
                .bind("project", project.value())
                .bind("at", moment.toEpochMilli())
                .map((row, _) -> checkpoint(row))
                .findOne());
    }

    /** The first one after that place in the journal that is here. */
    Optional<Checkpoint> first(OrgId org, ProjectId project, long after) {
        return transactions.read(handle -> handle.createQuery(FIRST)
                .bind("org", org.value())
                .bind("project", project.value())
                .bind("after", after)
                .map((row, _) -> checkpoint(row))
                .findOne());
    }

    /** The named ones, the newest first. */
    List<Placed> snapshots(OrgId org, ProjectId project, long before, int limit) {
        return placed(SNAPSHOTS, org, project, before, limit);
    }

    /** All that are here, of every organisation, the oldest first. */
    List<Placed> kept(ProjectId project) {
        return transactions.read(handle -> handle.createQuery(KEPT)
                .bind("project", project.value())
                .map((row, _) -> new Placed(row.getLong("seq"), checkpoint(row)))
                .list());
    }

    /** Returns at most {@code limit} checkpoints of a project, the newest first, made before that place in the journal. */
    List<Placed> page(OrgId org, ProjectId project, long before, int limit) {
        return placed(PAGE, org, project, before, limit);
    }

    private List<Placed> placed(String query, OrgId org, ProjectId project, long before, int limit) {
        return transactions.read(handle -> handle.createQuery(query)
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
                Instant.ofEpochMilli(row.getLong("made_at")),
                row.getString("name"),
                cleared(row));
    }

    private static Checkpoint.@Nullable Cleared cleared(ResultSet row) throws SQLException {
        var reason = row.getString("cleared_for");
        return reason == null ? null : new Checkpoint.Cleared(Instant.ofEpochMilli(row.getLong("cleared_at")), reason);
    }
}
