package aule.workspace.artifacts;

import aule.kernel.OrgId;
import aule.kernel.Transactions;
import aule.workspace.Artifact;
import aule.workspace.ArtifactSearch;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Finds artifacts by what somebody knows of them. */
public final class SqlGallery {

    private final Transactions<Handle> transactions;

    public SqlGallery(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    /** Returns at most {@code limit} artifacts by their newest version, the newest first. */
    public List<Artifact> page(OrgId org, ArtifactSearch search, int limit) {
        var sql = new StringBuilder(SqlRow.COLUMNS).append("""
                WHERE a.org_id = :org AND a.deleted_at IS NULL AND v.version = a.version AND a.seq < :before
                """);
        search.kind().ifPresent(_ -> sql.append(" AND v.kind = :kind"));
        search.project().ifPresent(_ -> sql.append(" AND a.project_id = :project"));
        search.run().ifPresent(_ -> sql.append("""
                 AND EXISTS (SELECT 1 FROM workspace_artifact_version r WHERE r.artifact_id = a.id AND r.run_id = :run)
                """));
        search.since().ifPresent(_ -> sql.append(" AND v.made_at >= :since"));
        search.until().ifPresent(_ -> sql.append(" AND v.made_at < :until"));
        if (!search.words().isBlank()) {
            sql.append("""
                     AND (LOWER(a.name) LIKE :words ESCAPE '!' OR LOWER(COALESCE(a.path, '')) LIKE :words ESCAPE '!'
                        OR LOWER(v.excerpt) LIKE :words ESCAPE '!')
                    """);
        }
        sql.append(" ORDER BY a.seq DESC LIMIT :limit");
        return transactions.read(handle -> {
            var query = handle.createQuery(sql.toString())
                    .bind("org", org.value())
                    .bind("before", search.before())
                    .bind("limit", limit);
            search.kind().ifPresent(it -> query.bind("kind", it.wire()));
            search.project().ifPresent(it -> query.bind("project", it.value()));
            search.run().ifPresent(it -> query.bind("run", it.value()));
            search.since().ifPresent(it -> query.bind("since", it.toEpochMilli()));
            search.until().ifPresent(it -> query.bind("until", it.toEpochMilli()));
            if (!search.words().isBlank()) {
                query.bind("words", containing(search.words()));
            }
            return query.map((row, _) -> SqlRow.artifact(row)).list();
        });
    }

    private static String containing(String words) {
        var literal = words.strip()
                .toLowerCase(Locale.ROOT)
                .replace("!", "!!")
                .replace("%", "!%")
                .replace("_", "!_");
        return "%" + literal + "%";
    }
}
