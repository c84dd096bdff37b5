package aule.workspace.artifacts;

import aule.journal.Projection;
import aule.kernel.ArtifactEvent;
import aule.kernel.ArtifactId;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProjectEvent;
import aule.kernel.ProjectId;
import aule.kernel.Sha256;
import aule.kernel.Transactions;
import aule.workspace.Artifact;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Keeps the list of artifacts and their versions as the journal tells it. */
public final class SqlArtifacts implements Projection {

    /** How many versions of one artifact are kept. */
    public static final int VERSIONS = 50;

    private static final String INSERT = """
            INSERT INTO workspace_artifact (id, org_id, project_id, path, name, version, seq)
            VALUES (:id, :org, :project, :path, :name, :version, :seq)
            ON CONFLICT (id) DO UPDATE SET version = :version, seq = :seq, name = :name
            """;

    private static final String INSERT_VERSION = """
            INSERT INTO workspace_artifact_version
                (artifact_id, version, seq, kind, media_type, bytes, sha256, thumbnail, excerpt, run_id, call_id,
                 receipt_id, actor, made_at)
            VALUES (:id, :version, :seq, :kind, :mediaType, :bytes, :sha256, :thumbnail, :excerpt, :run, :call,
                 :receipt, :actor, :at)
            """;

    private static final String FORGET_OLD =
            "DELETE FROM workspace_artifact_version WHERE artifact_id = :id AND version <= :last";

    private static final String DELETE =
            "UPDATE workspace_artifact SET deleted_at = :at WHERE id = :id AND deleted_at IS NULL";

    private static final String RESTORE = "UPDATE workspace_artifact SET deleted_at = NULL WHERE id = :id";

    private static final String DELETE_ALL =
            "UPDATE workspace_artifact SET deleted_at = :at WHERE project_id = :project AND deleted_at IS NULL";

    private static final String NEWEST = SqlRow.COLUMNS + """
            WHERE a.org_id = :org AND a.id = :id AND v.version = a.version AND a.deleted_at IS NULL
            """;

    private static final String ONE = SqlRow.COLUMNS + """
            WHERE a.org_id = :org AND a.id = :id AND v.version = :version AND a.deleted_at IS NULL
            """;

    private static final String DELETED = SqlRow.COLUMNS + """
            WHERE a.org_id = :org AND a.id = :id AND v.version = a.version AND a.deleted_at IS NOT NULL
            """;

    private static final String VERSIONS_OF = SqlRow.COLUMNS + """
            WHERE a.org_id = :org AND a.id = :id AND a.deleted_at IS NULL AND v.version < :before
            ORDER BY v.version DESC
            LIMIT :limit
            """;

    private static final String OF_FILE = SqlRow.COLUMNS + """
            WHERE a.org_id = :org AND a.project_id = :project AND a.name = :name AND a.path = :path
                AND a.deleted_at IS NULL AND v.version = a.version
            ORDER BY a.seq DESC
            LIMIT 1
            """;

    private static final String HASHES = """
            SELECT sha256 FROM workspace_artifact_version
            UNION SELECT thumbnail FROM workspace_artifact_version WHERE thumbnail IS NOT NULL
            """;

    private static final String USED = """
            SELECT COALESCE(SUM(bytes), 0)
            FROM (SELECT sha256, MAX(bytes) AS bytes FROM workspace_artifact_version GROUP BY sha256) AS each_once
            """;

    private static final String COUNT =
            "SELECT COUNT(*) FROM workspace_artifact WHERE org_id = :org AND deleted_at IS NULL";

    private static final String PURGE_VERSIONS = """
            DELETE FROM workspace_artifact_version
            WHERE artifact_id IN (SELECT id FROM workspace_artifact WHERE deleted_at < :before)
            """;

    private static final String PURGE = "DELETE FROM workspace_artifact WHERE deleted_at < :before";

    private final Transactions<Handle> transactions;

    public SqlArtifacts(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        switch (event.body()) {
            case ArtifactEvent.Created created -> insert(handle, event, created);
            case ArtifactEvent.Deleted deleted ->
                handle.createUpdate(DELETE)
                        .bind("id", deleted.artifactId().value())
                        .bind("at", event.at().toEpochMilli())
                        .execute();
            case ArtifactEvent.Restored restored ->
                handle.createUpdate(RESTORE)
                        .bind("id", restored.artifactId().value())
                        .execute();
            case ProjectEvent.Deleted gone
            when !gone.keptContents() ->
                handle.createUpdate(DELETE_ALL)
                        .bind("project", gone.projectId().value())
                        .bind("at", event.at().toEpochMilli())
                        .execute();
            default -> {
                // nothing that this list tells
            }
        }
    }

    private static void insert(Handle handle, Envelope event, ArtifactEvent.Created it) {
        handle.createUpdate(INSERT)
                .bind("id", it.artifactId().value())
                .bind("org", event.org().value())
                .bind("project", it.projectId().value())
                .bind("path", it.path())
                .bind("name", it.name())
                .bind("version", it.version())
                .bind("seq", event.seq())
                .execute();
        var run = it.runId();
        var receipt = it.receiptId();
        var thumbnail = it.thumbnail();
        handle.createUpdate(INSERT_VERSION)
                .bind("id", it.artifactId().value())
                .bind("version", it.version())
                .bind("seq", event.seq())
                .bind("kind", it.kind())
                .bind("mediaType", it.mediaType())
                .bind("bytes", it.bytes())
                .bind("sha256", it.sha256().hex())
                .bind("thumbnail", thumbnail == null ? null : thumbnail.hex())
                .bind("excerpt", it.excerpt())
                .bind("run", run == null ? null : run.value())
                .bind("call", it.callId())
                .bind("receipt", receipt == null ? null : receipt.value())
                .bind("actor", event.actor())
                .bind("at", event.at().toEpochMilli())
                .execute();
        handle.createUpdate(FORGET_OLD)
                .bind("id", it.artifactId().value())
                .bind("last", it.version() - VERSIONS)
                .execute();
    }

    /** The newest version. */
    public Optional<Artifact> find(OrgId org, ArtifactId id) {
        return one(NEWEST, org, id);
    }

    /** The newest version of one that is deleted and can still be brought back. */
    public Optional<Artifact> deleted(OrgId org, ArtifactId id) {
        return one(DELETED, org, id);
    }

    private Optional<Artifact> one(String sql, OrgId org, ArtifactId id) {
        return transactions.read(handle -> handle.createQuery(sql)
                .bind("org", org.value())
                .bind("id", id.value())
                .map((row, _) -> SqlRow.artifact(row))
                .findOne());
    }

    public Optional<Artifact> find(OrgId org, ArtifactId id, int version) {
        return transactions.read(handle -> handle.createQuery(ONE)
                .bind("org", org.value())
                .bind("id", id.value())
                .bind("version", version)
                .map((row, _) -> SqlRow.artifact(row))
                .findOne());
    }

    /** What was last kept of a file. */
    public Optional<Artifact> ofFile(OrgId org, ProjectId project, String path) {
        return transactions.read(handle -> handle.createQuery(OF_FILE)
                .bind("org", org.value())
                .bind("project", project.value())
                .bind("name", path.substring(path.lastIndexOf('/') + 1))
                .bind("path", path)
                .map((row, _) -> SqlRow.artifact(row))
                .findOne());
    }

    /** Returns at most {@code limit} versions below a number, the newest first. */
    public List<Artifact> versions(OrgId org, ArtifactId id, int before, int limit) {
        return transactions.read(handle -> handle.createQuery(VERSIONS_OF)
                .bind("org", org.value())
                .bind("id", id.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> SqlRow.artifact(row))
                .list());
    }

    /** The size of all content, what is the same counted once, in bytes. */
    public long used() {
        return transactions.read(
                handle -> handle.createQuery(USED).mapTo(Long.class).one());
    }

    public long count(OrgId org) {
        return transactions.read(handle -> handle.createQuery(COUNT)
                .bind("org", org.value())
                .mapTo(Long.class)
                .one());
    }

    /** Everything that some version needs. */
    public Set<Sha256> hashes() {
        return new HashSet<>(transactions.read(handle -> handle.createQuery(HASHES)
                .map((row, _) -> new Sha256(row.getString(1)))
                .list()));
    }

    /** Forgets what was deleted before then; returns how many artifacts. */
    public int purge(Instant before) {
        return transactions.write(handle -> {
            handle.createUpdate(PURGE_VERSIONS)
                    .bind("before", before.toEpochMilli())
                    .execute();
            return handle.createUpdate(PURGE)
                    .bind("before", before.toEpochMilli())
                    .execute();
        });
    }
}
