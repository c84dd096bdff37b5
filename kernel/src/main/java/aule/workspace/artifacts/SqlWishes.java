package aule.workspace.artifacts;

import aule.journal.Projection;
import aule.kernel.ArtifactEvent;
import aule.kernel.Envelope;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Calls that changed files of which nothing is kept yet. A wish is there from the moment that the call's answer is in
 * the journal until what it made is too, so that a crash between the two forgets nothing.
 */
public final class SqlWishes implements Projection {

    private static final String INSERT = """
            INSERT INTO workspace_artifact_wish (seq, run_id, call_id, claimed_at)
            VALUES (:seq, :run, :call, 0)
            """;

    private static final String FULFIL = "DELETE FROM workspace_artifact_wish WHERE run_id = :run AND call_id = :call";

    private static final String OPEN = """
            SELECT seq FROM workspace_artifact_wish
            WHERE claimed_by IS NULL OR claimed_by = :node OR claimed_at < :stale
            ORDER BY seq
            LIMIT 1
            """;

    private static final String CLAIM = """
            UPDATE workspace_artifact_wish SET claimed_by = :node, claimed_at = :now
            WHERE seq = :seq AND (claimed_by IS NULL OR claimed_by = :node OR claimed_at < :stale)
            """;

    private static final String DROP = "DELETE FROM workspace_artifact_wish WHERE seq = :seq";

    private static final long STALE_MILLIS = 600_000;

    private final Transactions<Handle> transactions;
    private final String node;

    /** @param node what this kernel is called among those on the same database */
    public SqlWishes(Transactions<Handle> transactions, String node) {
        this.transactions = transactions;
        this.node = node;
    }

    @Override
    public void apply(Handle handle, Envelope event) {
        switch (event.body()) {
            case RunEvent.ToolAnswered answer
            when !answer.changes().isEmpty() ->
                handle.createUpdate(INSERT)
                        .bind("seq", event.seq())
                        .bind("run", answer.runId().value())
                        .bind("call", answer.callId())
                        .execute();
            case ArtifactEvent.Created it -> fulfil(handle, it.runId(), it.callId());
            case ArtifactEvent.LeftOut it -> fulfil(handle, it.runId(), it.callId());
            default -> {
                // nothing that is wished for
            }
        }
    }

    private static void fulfil(Handle handle, @Nullable RunId run, @Nullable String call) {
        if (run != null) {
            handle.createUpdate(FULFIL)
                    .bind("run", run.value())
                    .bind("call", call)
                    .execute();
        }
    }

    /** The first wish that no other kernel works on, now claimed by this one: the place of its answer in the journal. */
    public Optional<Long> next(Instant now) {
        var stale = now.toEpochMilli() - STALE_MILLIS;
        return transactions
                .read(handle -> handle.createQuery(OPEN)
                        .bind("node", node)
                        .bind("stale", stale)
                        .mapTo(Long.class)
                        .list())
                .stream()
                .filter(seq -> claimed(seq, now.toEpochMilli(), stale))
                .findFirst();
    }

    private boolean claimed(long seq, long now, long stale) {
        return transactions.write(handle -> handle.createUpdate(CLAIM)
                        .bind("seq", seq)
                        .bind("node", node)
                        .bind("now", now)
                        .bind("stale", stale)
                        .execute())
                == 1;
    }

    /** Forgets a wish that has come to nothing. */
    public void drop(long seq) {
        transactions.write(handle -> handle.createUpdate(DROP).bind("seq", seq).execute());
    }

    /** The calls whose files wait to be kept. */
    public List<Long> waiting() {
        return transactions.read(handle -> handle.createQuery("SELECT seq FROM workspace_artifact_wish ORDER BY seq")
                .mapTo(Long.class)
                .list());
    }
}
