package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.MessageId;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What can be said to a run while it lives: stop for a while, go on, work under other terms, read this. */
public final class Signals {

    private final Mailbox mailbox;
    private final Runs runs;
    private final Workers workers;
    private final Branches branches;
    private final FollowUps followUps;
    private final Ids ids;

    Signals(Mailbox mailbox, Runs runs, Workers workers, Branches branches, FollowUps followUps, Ids ids) {
        this.mailbox = mailbox;
        this.runs = runs;
        this.workers = workers;
        this.branches = branches;
        this.followUps = followUps;
        this.ids = ids;
    }

    /**
     * Stops a run, and what it started, between two steps until it is resumed. When this returns no model is asked for it any more: a
     * question under way is cut off and asked again after the pause. A tool at work ends first and is written down.
     *
     * @throws AuleException with {@code ILLEGAL_TRANSITION} if the run is paused or has ended
     */
    public RunState pause(Principal principal, RunId id, String reason) {
        var paused = post(principal, id, run -> {
            run.status().to(RunStatus.PAUSED);
            return List.of(new RunEvent.Paused(id, reason, null));
        });
        workers.hold(id);
        followUps.perform(() -> branches.pause(paused, principal.user().value()));
        return paused;
    }

    /**
     * Lets a run go on, and those that were paused with it.
     *
     * @throws AuleException with {@code ILLEGAL_TRANSITION} unless the run is paused
     */
    public RunState resume(Principal principal, RunId id) {
        var before = runs.find(principal.org(), id);
        var resumed = post(principal, id, run -> {
            require(run, run.status() == RunStatus.PAUSED, "is not paused, so it cannot be resumed");
            return List.of(new RunEvent.Resumed(id, "resumed"));
        });
        runs.submit(resumed);
        followUps.perform(() -> branches.resume(before, principal.user().value()));
        return resumed;
    }

    /**
     * Lets a run go on that waits at its step limit.
     *
     * @param steps how many more it may take
     * @throws AuleException with {@code ILLEGAL_TRANSITION} unless the run waits there, {@code INVALID} beyond the most
     *     steps that a run may take
     */
    public RunState proceed(Principal principal, RunId id, int steps) {
        var going = post(principal, id, run -> {
            require(run, run.waitsFor("step_limit"), "does not wait at its step limit; change its max_steps instead");
            var limits = run.terms().limits();
            var most = Math.max(limits.maxSteps(), run.work().step()) + steps;
            return List.of(
                    new RunEvent.Adjusted(
                            id, limits.withSteps(most), run.terms().priority(), null),
                    new RunEvent.Resumed(id, "continued"));
        });
        runs.submit(going);
        return going;
    }

    /**
     * Changes the terms from the next step on. A run that waits at a step limit that is higher now goes
     * on, and so does one that waits for a budget if its own budget or its model changes.
     *
     * @throws AuleException with {@code ILLEGAL_TRANSITION} if the run has ended
     */
    public RunState adjust(Principal principal, RunId id, RunChange change) {
        var adjusted = post(principal, id, run -> {
            var terms = change.of(run.terms());
            var news = new ArrayList<RunEvent>();
            news.add(new RunEvent.Adjusted(id, terms.limits(), terms.priority(), change.model()));
            if (run.waitsFor("step_limit") && run.work().step() < terms.limits().maxSteps()) {
                news.add(new RunEvent.Resumed(id, "continued"));
            }
            if (run.waitsFor("budget") && (change.model() != null || change.budget() != null)) {
                news.add(new RunEvent.Resumed(id, "budget"));
            }
            return news;
        });
        if (change.priority() != null) {
            workers.rank(id, adjusted.terms().priority());
        }
        if (adjusted.status() == RunStatus.QUEUED) {
            runs.submit(adjusted);
        }
        return adjusted;
    }

    /**
     * Has the run's model read something before its next answer. A run that waits for time or for another run goes on.
     *
     * @param sender the id of a person or of another run
     * @throws AuleException with {@code ILLEGAL_TRANSITION} if the run has ended, {@code RATE_LIMITED} if it has too
     *     many unread messages
     */
    public RunEvent.Messaged tell(OrgId org, String sender, RunId id, String text) {
        var message = new RunEvent.Messaged(id, new MessageId(ids.next("msg")), sender, text);
        deliver(org, sender, id, List.of(message));
        return message;
    }

    /** The same with letters that are written already; all of them reach the run, or none. */
    void deliver(OrgId org, String sender, RunId id, List<RunEvent> letters) {
        var told = mailbox.post(org, sender, id, run -> {
            require(run, !run.status().ended(), "reads no message any more; start a new one, or fork this one");
            return letters;
        });
        if (told.status() == RunStatus.QUEUED) {
            runs.submit(told);
        }
    }

    /** Has what a run started stand still if the run does by now. */
    public void keepStill(OrgId org, RunId id) {
        var run = runs.find(org, id);
        if (run.status() == RunStatus.PAUSED) {
            followUps.perform(() -> branches.pause(run, id.value()));
        }
    }

    private RunState post(Principal principal, RunId id, Function<RunState, List<RunEvent>> letter) {
        return mailbox.post(principal.org(), principal.user().value(), id, letter);
    }

    private static void require(RunState run, boolean fits, String complaint) {
        if (!fits) {
            throw new AuleException(
                    ErrorCode.ILLEGAL_TRANSITION,
                    "The run '%s' is %s and %s."
                            .formatted(run.id(), run.status().wire(), complaint));
        }
    }
}
