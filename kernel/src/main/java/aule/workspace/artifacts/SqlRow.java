package aule.workspace.artifacts;

import aule.kernel.ArtifactId;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.ReceiptId;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.workspace.Artifact;
import aule.workspace.Artifact.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** A version of an artifact as a row. */
final class SqlRow {

    static final String COLUMNS = """
            SELECT a.id, a.org_id, a.project_id, a.path, a.name, v.version, v.seq, v.kind, v.media_type, v.bytes,
                v.sha256, v.thumbnail, v.excerpt, v.run_id, v.call_id, v.receipt_id, v.actor, v.made_at
            FROM workspace_artifact a JOIN workspace_artifact_version v ON v.artifact_id = a.id
            """;

    private SqlRow() {}

    static Artifact artifact(ResultSet row) throws SQLException {
        var run = row.getString("run_id");
        var receipt = row.getString("receipt_id");
        var thumbnail = row.getString("thumbnail");
        return new Artifact(
                new ArtifactId(row.getString("id")),
                new OrgId(row.getString("org_id")),
                new ProjectId(row.getString("project_id")),
                row.getString("path"),
                row.getString("name"),
                Kind.named(row.getString("kind")).orElse(Kind.OTHER),
                row.getString("media_type"),
                row.getLong("bytes"),
                new Sha256(row.getString("sha256")),
                row.getInt("version"),
                run == null ? null : new RunId(run),
                row.getString("call_id"),
                receipt == null ? null : new ReceiptId(receipt),
                row.getString("actor"),
                thumbnail == null ? null : new Sha256(thumbnail),
                row.getString("excerpt"),
                row.getLong("seq"),
                Instant.ofEpochMilli(row.getLong("made_at")));
    }
}
