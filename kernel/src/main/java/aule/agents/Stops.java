package aule.agents;

import aule.journal.Journal;
import aule.journal.Journal.Origin;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Principal;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends runs from outside, whoever works on them: their workers can write nothing more and are interrupted. */
public final class Stops {

    private static final Logger LOG = LoggerFactory.getLogger(Stops.class);
    private static final int CONTESTED = 5;
    private static final int MOST = 500;

    private final Journal journal;
    private final Mailbox mailbox;
    private final Workers workers;
    private final SqlRuns table;
    private final SqlRunTree tree;
    private final Endings endings;
    private final FollowUps followUps;

    Stops(
            Journal journal,
            Mailbox mailbox,
            Workers workers,
            SqlRuns table,
            SqlRunTree tree,
            Endings endings,
            FollowUps followUps) {
        this.journal = journal;
        this.mailbox = mailbox;
        this.workers = workers;
        this.table = table;
        this.tree = tree;
        this.endings = endings;
        this.followUps = followUps;
    }

    /**
     * Ends a run and everything that it started, at once.
     *
     * @throws AuleException with {@code ILLEGAL_TRANSITION} if the run has ended already
     */
    public RunState cancel(Principal principal, RunId id, String reason) {
        var run = table.find(principal.org(), id);
        run.status().to(RunStatus.CANCELLED);
        end(run, principal.user().value(), new RunEvent.Cancelled(id, reason));
        followUps.perform(() -> fellBranches(run, principal.user().value(), reason));
        return table.find(principal.org(), id);
    }

    /** Ends what is left of trees whose root was cancelled just before a crash. */
    void fellOrphans() {
        for (var orphans = tree.orphans(MOST); !orphans.isEmpty(); orphans = tree.orphans(MOST)) {
            fell(orphans, "kernel", "The run that started it was cancelled.");
        }
    }

    /** Ends a run whose worker threw too often; dispatch has given it up. */
    void givenUp(String kind, String key, Throwable last) {
        if (!kind.equals(Runs.KIND)) {
            return;
        }
        var code = last instanceof AuleException known ? known.code() : ErrorCode.INTERNAL;
        var why = last instanceof AuleException known
                ? known.sentence()
                : "the log of the kernel has the details (%s)."
                        .formatted(last.getClass().getSimpleName());
        var id = new RunId(key);
        var failed = new RunEvent.Failed(id, code.wire(), "The kernel could not work on this run any more: " + why);
        followUps.perform(() -> table.find(id).ifPresent(run -> endIfAlive(run, "kernel", failed)));
    }

    /** Children that were being started meanwhile are found in the next round. */
    private void fellBranches(RunState root, String actor, String reason) {
        for (var living = tree.living(root.id(), MOST); !living.isEmpty(); living = tree.living(root.id(), MOST)) {
            fell(living, actor, "The run that started it was cancelled: " + reason);
        }
    }

    private void fell(List<RunState> living, String actor, String reason) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends = living.stream()
                    .map(run -> CompletableFuture.runAsync(
                            () -> endIfAlive(run, actor, new RunEvent.Cancelled(run.id(), reason)), threads))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(ends).join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof AuleException known ? known : failed;
        }
    }

    private void endIfAlive(RunState run, String actor, RunEvent.Ended end) {
        try {
            end(run, actor, end);
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.ILLEGAL_TRANSITION) {
                throw refused;
            }
            LOG.debug("The run {} ended by itself before it could be stopped.", run.id(), refused);
        }
    }

    private void end(RunState run, String actor, RunEvent.Ended end) {
        var origin =
                new Origin(run.org(), run.started().projectId(), actor, run.id().value(), null, Journal.NO_LEASE);
        mailbox.inTurn(run.id(), () -> takeAway(run.id(), origin, end, CONTESTED));
        workers.stop(run.id());
        followUps.perform(() -> table.find(run.id()).ifPresent(endings::ended));
    }

    /** A worker that begins at this very moment takes a lease too, so the last word may need another try. */
    private List<Envelope> takeAway(RunId id, Origin origin, RunEvent end, int tries) {
        var epoch = journal.lease(StreamId.of(id));
        try {
            return journal.append(StreamId.of(id), origin.under(epoch), List.of(end));
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.STALE_LEASE || tries == 1) {
                throw refused;
            }
            return takeAway(id, origin, end, tries - 1);
        }
    }
}
