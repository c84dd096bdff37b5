package aule.agents;

import aule.journal.Projection;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.NoteEvent;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Keeps which failed runs still need somebody. Applied after {@link SqlRuns}, whose rows it reads. */
final class SqlDeadLetters implements Projection {

    private static final String ADD = """
            WITH RECURSIVE attempt (id, retry_of, number) AS (
                SELECT id, retry_of, 1 FROM agents_run WHERE id = :run
                UNION ALL
                SELECT earlier.id, earlier.retry_of, attempt.number + 1
                FROM agents_run earlier JOIN attempt ON earlier.id = attempt.retry_of
            )
            INSERT INTO agents_dead_letter (run_id, org_id, seq, attempts)
            SELECT id, org_id, :seq, (SELECT max(number) FROM attempt)
            FROM agents_run
            WHERE id = :run AND parent_id IS NULL
            """;

    private static final String REMOVE = "DELETE FROM agents_dead_letter WHERE run_id = :run";

    private static final String SELECT = """
            SELECT agents_run.*, agents_dead_letter.seq AS letter_seq, agents_dead_letter.attempts
            FROM agents_dead_letter JOIN agents_run ON agents_run.id = agents_dead_letter.run_id
            WHERE agents_dead_letter.org_id = :org
            """;

    private final Transactions<Handle> transactions;

    SqlDeadLetters(Transactions<Handle> transactions) {
        this.transactions = transactions;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        switch (event.body()) {
            case RunEvent.Failed failed ->
                handle.createUpdate(ADD)
                        .bind("run", failed.runId().value())
                        .bind("seq", event.seq())
                        .execute();
            case RunEvent.Started started
            when started.lineage().retryOf() != null ->
                remove(handle, started.lineage().retryOf());
            case NoteEvent.LetterClosed closed -> close(handle, closed);
            default -> {
                // nothing about a failed run
            }
        }
    }

    /** Who tries again has closed the letter already by starting. */
    private static void close(Handle handle, NoteEvent.LetterClosed closed) {
        if (remove(handle, closed.runId()) == 0 && closed.how().equals(DeadLetters.CLOSED)) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "The dead letter of '%s' was closed by somebody else; load the list again."
                            .formatted(closed.runId()));
        }
    }

    private static int remove(Handle handle, RunId run) {
        return handle.createUpdate(REMOVE).bind("run", run.value()).execute();
    }

    Optional<DeadLetter> find(OrgId org, RunId run) {
        return transactions.read(handle -> handle.createQuery(SELECT + " AND run_id = :run")
                .bind("org", org.value())
                .bind("run", run.value())
                .map((row, _) -> read(row))
                .findOne());
    }

    List<DeadLetter> page(OrgId org, DeadLetters.Search search, int limit) {
        var where = " AND agents_dead_letter.seq < :before"
                + (search.project().isEmpty() ? "" : " AND project_id = :project")
                + (search.code().isEmpty() ? "" : " AND error_code = :code")
                + (search.words().isBlank()
                        ? ""
                        : " AND (LOWER(goal) LIKE :words ESCAPE '!' OR LOWER(outcome) LIKE :words ESCAPE '!')");
        return transactions.read(handle -> {
            var query = handle.createQuery(SELECT + where + " ORDER BY agents_dead_letter.seq DESC LIMIT :limit")
                    .bind("org", org.value())
                    .bind("before", search.before())
                    .bind("limit", limit);
            search.project().ifPresent(it -> query.bind("project", it.value()));
            search.code().ifPresent(it -> query.bind("code", it));
            if (!search.words().isBlank()) {
                query.bind("words", SqlText.containing(search.words()));
            }
            return query.map((row, _) -> read(row)).list();
        });
    }

    private static DeadLetter read(ResultSet row) throws SQLException {
        return new DeadLetter(SqlRunRows.read(row), row.getLong("letter_seq"), row.getInt("attempts"));
    }
}
