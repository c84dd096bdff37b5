package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pauses and resumes what a run started together with the run. What was paused for itself stays paused. */
final class Branches {

    private static final Logger LOG = LoggerFactory.getLogger(Branches.class);
    private static final String KERNEL = "kernel";
    private static final int MOST = 10_000;
    private static final int DEEPEST = 64;

    private final Mailbox mailbox;
    private final Runs runs;
    private final Workers workers;
    private final SqlRunTree tree;

    Branches(Mailbox mailbox, Runs runs, Workers workers, SqlRunTree tree) {
        this.mailbox = mailbox;
        this.runs = runs;
        this.workers = workers;
        this.tree = tree;
    }

    /** Pauses what a paused run started, directly or not. */
    void pause(RunState root, String actor) {
        pause(tree.living(root.id(), MOST), cause(root), actor);
    }

    /**
     * Resumes what was paused with a run.
     *
     * @param before the run as it was while it was paused
     */
    void resume(RunState before, String actor) {
        var causes = Stream.concat(
                        Stream.of(before.id()), Stream.ofNullable(before.hold().pausedBy()))
                .toList();
        tree.pausedWith(causes, before.id(), MOST).forEach(run -> wake(run, actor));
    }

    /** Does what an earlier life of the kernel did not come to do. */
    void catchUp(OrgId org) {
        var late = tree.unpaused(org, MOST);
        for (var level = 0; level < DEEPEST && !late.isEmpty(); level++) {
            late.forEach(this::pauseWithParent);
            late = tree.unpaused(org, MOST);
        }
        tree.unresumed(org, MOST).forEach(run -> wake(run, KERNEL));
    }

    private void pauseWithParent(RunState child) {
        var parent =
                runs.find(child.org(), Objects.requireNonNull(child.started().parentId()));
        pause(List.of(child), cause(parent), KERNEL);
    }

    /** The run with which everything below a paused run is paused. */
    private static RunId cause(RunState paused) {
        return Objects.requireNonNullElse(paused.hold().pausedBy(), paused.id());
    }

    private void pause(List<RunState> living, RunId cause, String actor) {
        var why = "The run %s, for which it works, was paused.".formatted(cause);
        for (var run : living) {
            if (run.status() != RunStatus.PAUSED) {
                attempt(run, actor, new RunEvent.Paused(run.id(), why, cause));
                workers.hold(run.id());
            }
        }
    }

    private void wake(RunState run, String actor) {
        if (attempt(run, actor, new RunEvent.Resumed(run.id(), RunState.WITH_PARENT))) {
            runs.submit(run);
        }
    }

    /** What has ended, or what somebody was faster with, stays as it is. */
    private boolean attempt(RunState run, String actor, RunEvent event) {
        try {
            mailbox.post(run.org(), actor, run.id(), _ -> List.of(event));
            return true;
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.ILLEGAL_TRANSITION) {
                throw refused;
            }
            LOG.debug("The run {} is not paused or resumed with another.", run.id(), refused);
            return false;
        }
    }
}
