package aule.tools;

import aule.journal.Projection;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.kernel.Transactions;
import aule.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Which outputs are kept whole, and who may read them. */
final class SqlOutputs implements Projection {

    /** An output that is kept. */
    record Row(String handle, Sha256 sha256, long bytes) {}

    private static final String KEEP = """
            INSERT INTO tools_run_output (handle, org_id, project_id, owner, run_id, call_id, sha256, bytes, kept_at)
            VALUES (:handle, :org, :project, :owner, :run, :call, :sha256, :bytes, :at)
            ON CONFLICT (run_id, handle) DO NOTHING
            """;

    private static final String OF_OWNER = """
            SELECT handle, sha256, bytes FROM tools_run_output
            WHERE handle = :handle AND org_id = :org AND project_id = :project AND owner = :owner
            ORDER BY CASE WHEN run_id = :run THEN 0 ELSE 1 END, kept_at LIMIT 1
            """;

    private static final String OF_RUN = """
            SELECT handle, sha256, bytes FROM tools_run_output
            WHERE handle = :handle AND org_id = :org AND run_id = :run
            """;

    private final Transactions<Handle> transactions;

    SqlOutputs(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        if (event.body() instanceof RunEvent.ToolAnswered answer) {
            keep(handle, event, answer.runId(), answer);
        } else if (event.body() instanceof RunEvent.Inherited past) {
            past.events().stream()
                    .filter(RunEvent.ToolAnswered.class::isInstance)
                    .forEach(it -> keep(handle, event, past.runId(), (RunEvent.ToolAnswered) it));
        }
    }

    private static void keep(Handle handle, Envelope event, RunId run, RunEvent.ToolAnswered answer) {
        var whole = answer.whole();
        if (whole == null) {
            return;
        }
        handle.createUpdate(KEEP)
                .bind("handle", whole.handle())
                .bind("org", event.org().value())
                .bind("project", event.project() == null ? "" : event.project().value())
                .bind("owner", whole.owner().value())
                .bind("run", run.value())
                .bind("call", answer.callId())
                .bind("sha256", whole.sha256().hex())
                .bind("bytes", whole.bytes())
                .bind("at", event.at().toEpochMilli())
                .execute();
    }

    /**
     * An output that a run of this owner in this project was shown a part of.
     *
     * @param run whose own outputs come before those of others
     */
    Optional<Row> find(OrgId org, ProjectId project, UserId owner, @Nullable RunId run, String name) {
        return transactions.read(handle -> handle.createQuery(OF_OWNER)
                .bind("handle", name)
                .bind("org", org.value())
                .bind("project", project.value())
                .bind("owner", owner.value())
                .bind("run", run == null ? "" : run.value())
                .map((row, _) -> row(row))
                .findOne());
    }

    /** An output of one run. */
    Optional<Row> find(OrgId org, RunId run, String name) {
        return transactions.read(handle -> handle.createQuery(OF_RUN)
                .bind("handle", name)
                .bind("org", org.value())
                .bind("run", run == null ? "" : run.value())
                .map((row, _) -> row(row))
                .findOne());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getString("handle"), new Sha256(row.getString("sha256")), row.getLong("bytes"));
    }
}
