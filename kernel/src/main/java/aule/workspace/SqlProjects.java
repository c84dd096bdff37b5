package aule.workspace;

import aule.journal.Projection;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProjectEvent;
import aule.kernel.ProjectId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the list of projects as the journal tells it. */
final class SqlProjects implements Projection {

    private static final String INSERT = """
            INSERT INTO workspace_project
                (id, org_id, name, description, slug, is_default, revision, created_at, updated_at)
            VALUES (:id, :org, :name, :description, :slug, :isDefault, 1, :at, :at)
            """;

    private static final String UPDATE = """
            UPDATE workspace_project
            SET name = :name, description = :description, revision = revision + 1, updated_at = :at
            WHERE id = :id
            """;

    private static final String ROLLBACK = """
            UPDATE workspace_project
            SET rollback_on_failure = :rollback, revision = revision + 1, updated_at = :at
            WHERE id = :id
            """;

    private static final String DELETE = "DELETE FROM workspace_project WHERE id = :id";

    private static final String COLUMNS = """
            SELECT id, org_id, name, description, slug, is_default, revision, created_at, updated_at,
                rollback_on_failure
            FROM workspace_project
            """;

    private static final String FIND = COLUMNS + "WHERE org_id = :org AND id = :id";

    private static final String PAGE = COLUMNS + """
            WHERE org_id = :org AND id > :after
            ORDER BY id
            LIMIT :limit
            """;

    private static final String SLUGS = "SELECT count(*) FROM workspace_project WHERE org_id = :org AND slug = :slug";

    private final Transactions<Handle> transactions;

    SqlProjects(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof ProjectEvent change) {
            apply(handle, event, change);
        }
    }

    private static void apply(Handle handle, Envelope event, ProjectEvent change) {
        switch (change) {
            case ProjectEvent.Created created -> insert(handle, event, created);
            case ProjectEvent.Updated updated ->
                handle.createUpdate(UPDATE)
                        .bind("id", updated.projectId().value())
                        .bind("name", updated.name())
                        .bind("description", updated.description())
                        .bind("at", event.at().toEpochMilli())
                        .execute();
            case ProjectEvent.RollbackSet set ->
                handle.createUpdate(ROLLBACK)
                        .bind("id", set.projectId().value())
                        .bind("rollback", set.rollback() ? 1 : 0)
                        .bind("at", event.at().toEpochMilli())
                        .execute();
            case ProjectEvent.Deleted deleted ->
                handle.createUpdate(DELETE)
                        .bind("id", deleted.projectId().value())
                        .execute();
            case ProjectEvent.FileChanged _ -> {
                // the file system is its own record
            }
        }
    }

    private static void insert(Handle handle, Envelope event, ProjectEvent.Created created) {
        handle.createUpdate(INSERT)
                .bind("id", created.projectId().value())
                .bind("org", event.org().value())
                .bind("name", created.name())
                .bind("description", created.description())
                .bind("slug", created.slug())
                .bind("isDefault", created.projectId().equals(Projects.STANDARD) ? 1 : 0)
                .bind("at", event.at().toEpochMilli())
                .execute();
    }

    Optional<Project> find(OrgId org, ProjectId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, _) -> project(row))
                .findOne());
    }

    /** Returns at most {@code limit} projects by id, those above {@code after}. */
    List<Project> page(OrgId org, String after, int limit) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", org.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, _) -> project(row))
                .list());
    }

    boolean taken(OrgId org, String slug) {
        return transactions.read(handle -> handle.createQuery(SLUGS)
                        .bind("org", org.value())
                        .bind("slug", slug)
                        .mapTo(Integer.class)
                        .one())
                > 0;
    }

    private static Project project(ResultSet row) throws SQLException {
        return new Project(
                new ProjectId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                row.getString("name"),
                row.getString("description"),
                row.getString("slug"),
                row.getInt("is_default") == 1,
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getLong("revision"),
                row.getInt("rollback_on_failure") == 1);
    }
}
