package aule.workspace.artifacts;

import aule.journal.Projection;
import aule.kernel.ArtifactEvent;
import aule.kernel.ArtifactId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProjectEvent;
import aule.kernel.Sha256;
import aule.kernel.ShareId;
import aule.kernel.Transactions;
import aule.workspace.ArtifactShare;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps the links to artifacts as the journal tells it, never their secret part. */
public final class SqlShares implements Projection {

    private static final String INSERT = """
            INSERT INTO workspace_artifact_share
                (id, org_id, artifact_id, version, digest, actor, created_at, expires_at)
            VALUES (:id, :org, :artifact, :version, :digest, :actor, :at, :expires)
            """;

    private static final String REVOKE =
            "UPDATE workspace_artifact_share SET revoked_at = :at WHERE id = :id AND revoked_at IS NULL";

    private static final String REVOKE_ALL = """
            UPDATE workspace_artifact_share SET revoked_at = :at
            WHERE artifact_id = :artifact AND revoked_at IS NULL
            """;

    private static final String REVOKE_PROJECT = """
            UPDATE workspace_artifact_share SET revoked_at = :at
            WHERE revoked_at IS NULL
                AND artifact_id IN (SELECT id FROM workspace_artifact WHERE project_id = :project)
            """;

    private static final String COLUMNS = """
            SELECT id, org_id, artifact_id, version, actor, created_at, expires_at, revoked_at
            FROM workspace_artifact_share
            """;

    private static final String FIND = COLUMNS + "WHERE org_id = :org AND artifact_id = :artifact AND id = :id";

    private static final String BY_DIGEST = COLUMNS + "WHERE digest = :digest";

    private static final String PAGE = COLUMNS + """
            WHERE org_id = :org AND artifact_id = :artifact AND id < :before
            ORDER BY id DESC
            LIMIT :limit
            """;

    private static final String PURGE =
            "DELETE FROM workspace_artifact_share WHERE expires_at < :before OR revoked_at < :before";

    private final Transactions<Handle> transactions;

    public SqlShares(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        var at = event.at().toEpochMilli();
        switch (event.body()) {
            case ArtifactEvent.Shared shared -> insert(handle, event, shared);
            case ArtifactEvent.Unshared unshared ->
                handle.createUpdate(REVOKE)
                        .bind("id", unshared.shareId().value())
                        .bind("at", at)
                        .execute();
            case ArtifactEvent.Deleted deleted ->
                handle.createUpdate(REVOKE_ALL)
                        .bind("artifact", deleted.artifactId().value())
                        .bind("at", at)
                        .execute();
            case ProjectEvent.Deleted gone
            when !gone.keptContents() ->
                handle.createUpdate(REVOKE_PROJECT)
                        .bind("project", gone.projectId().value())
                        .bind("at", at)
                        .execute();
            default -> {
                // nothing that this list tells
            }
        }
    }

    private static void insert(Handle handle, Envelope event, ArtifactEvent.Shared it) {
        handle.createUpdate(INSERT)
                .bind("id", it.shareId().value())
                .bind("org", event.org().value())
                .bind("artifact", it.artifactId().value())
                .bind("version", it.version())
                .bind("digest", it.digest().hex())
                .bind("actor", event.actor())
                .bind("at", event.at().toEpochMilli())
                .bind("expires", it.expiresAt().toEpochMilli())
                .execute();
    }

    public Optional<ArtifactShare> find(OrgId org, ArtifactId artifact, ShareId id) {
        return transactions.read(handle -> handle.createQuery(FIND)
                .bind("org", org.value())
                .bind("artifact", artifact.value())
                .bind("id", id.value())
                .map((row, _) -> share(row))
                .findOne());
    }

    /** The link whose secret part has this hash. */
    public Optional<ArtifactShare> find(Sha256 digest) {
        return transactions.read(handle -> handle.createQuery(BY_DIGEST)
                .bind("digest", digest.hex())
                .map((row, _) -> share(row))
                .findOne());
    }

    /** Returns at most {@code limit} links of an artifact below an id, the newest first. */
    public List<ArtifactShare> page(OrgId org, ArtifactId artifact, String before, int limit) {
        return transactions.read(handle -> handle.createQuery(PAGE)
                .bind("org", org.value())
                .bind("artifact", artifact.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> share(row))
                .list());
    }

    /** Forgets links that have shown nothing since then. */
    public int purge(Instant before) {
        return transactions.write(handle ->
                handle.createUpdate(PURGE).bind("before", before.toEpochMilli()).execute());
    }

    private static ArtifactShare share(ResultSet row) throws SQLException {
        var revoked = row.getLong("revoked_at");
        return new ArtifactShare(
                new ShareId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new ArtifactId(row.getString("artifact_id")),
                row.getInt("version"),
                row.getString("actor"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                revoked == 0 ? null : Instant.ofEpochMilli(revoked));
    }
}
