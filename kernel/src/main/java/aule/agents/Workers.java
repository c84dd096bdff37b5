package aule.agents;

import aule.agents.loop.Reins;
import aule.dispatch.Dispatch;
import aule.kernel.RunEvent;
import aule.kernel.RunId;

/** Those who work on runs in this kernel. */
final class Workers {

    private final Dispatch dispatch;
    private final Reins reins;
    private final FollowUps followUps;

    Workers(Dispatch dispatch, Reins reins, FollowUps followUps) {
        this.dispatch = dispatch;
        this.reins = reins;
        this.followUps = followUps;
    }

    /** Keeps the run's worker from asking its model before it has read the journal; a tool at work is not touched. */
    void hold(RunId run) {
        reins.pull(run);
    }

    /** Has the run begin among those of this priority. */
    void rank(RunId run, int priority) {
        followUps.perform(() -> dispatch.reprioritise(Runs.KIND, run.value(), priority));
    }

    /** Takes the run out of the queue; a worker at work is interrupted, and so is what it has going. */
    void stop(RunId run) {
        followUps.perform(() -> dispatch.cancel(Runs.KIND, run.value()));
    }

    /** Does here what was written down by another kernel on the same database. */
    void follow(RunEvent event) {
        switch (event) {
            case RunEvent.Dispatched begun -> reins.yieldTo(begun.runId(), begun.epoch());
            case RunEvent.Paused paused -> hold(paused.runId());
            case RunEvent.Cancelled cancelled
            when dispatch.working(Runs.KIND, cancelled.runId().value()) -> stop(cancelled.runId());
            default -> {
                // leaves them at work
            }
        }
    }
}
