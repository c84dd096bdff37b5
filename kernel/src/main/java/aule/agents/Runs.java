package aule.agents;

import aule.dispatch.Dispatch;
import aule.journal.Journal;
import aule.journal.Journal.Origin;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Starts runs, ends them early, and tells what became of them. */
public final class Runs {

    /** What dispatch calls the work on a run; the key is its id. */
    public static final String KIND = "run";

    private static final int CONTESTED = 5;

    /**
     * Which runs somebody looks for.
     *
     * @param statuses empty for all
     * @param words text in the goal, blank for any
     * @param before only those that started before this {@code seq}
     */
    public record Search(Set<RunStatus> statuses, Optional<ProjectId> project, String words, long before) {

        public static final Search ALL = new Search(Set.of(), Optional.empty(), "", Long.MAX_VALUE);

        public Search {
            statuses = Set.copyOf(statuses);
        }
    }

    private final Journal journal;
    private final Dispatch dispatch;
    private final SqlRuns table;
    private final SqlFigures figures;
    private final Goals goals;
    private final Conversations conversations;
    private final Endings endings;
    private final Ids ids;

    Runs(
            Journal journal,
            Dispatch dispatch,
            SqlRuns table,
            SqlFigures figures,
            Goals goals,
            Conversations conversations,
            Endings endings,
            Ids ids) {
        this.journal = journal;
        this.dispatch = dispatch;
        this.table = table;
        this.figures = figures;
        this.goals = goals;
        this.conversations = conversations;
        this.endings = endings;
        this.ids = ids;
    }

    /** Accepts a goal. It is on disk when this returns, and survives whatever happens then. */
    public RunState start(Principal principal, Goal goal) {
        var id = new RunId(ids.next("run"));
        var started = goals.started(id, principal, goal);
        var origin = origin(principal, id, started.projectId());
        var run = RunState.begin(
                journal.append(StreamId.of(id), origin, List.of(started)).getFirst());
        conversations.asked(run);
        submit(run);
        return run;
    }

    /** Has the run worked on as soon as there is a free slot. */
    void submit(RunState run) {
        dispatch.submit(
                KIND,
                run.id().value(),
                run.started().owner().value(),
                run.terms().priority());
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such run */
    public RunState find(OrgId org, RunId id) {
        return table.find(id).filter(run -> run.org().equals(org)).orElseThrow(() -> AuleException.notFound("run", id));
    }

    /** Returns at most {@code limit} runs, newest first. */
    public List<RunState> page(OrgId org, Search search, int limit) {
        return table.page(org, search, limit);
    }

    /** Returns at most {@code limit} events of a run above a position, in order. */
    public List<Envelope> history(OrgId org, RunId id, long after, int limit) {
        return journal.read(StreamId.of(find(org, id).id()), after, limit);
    }

    public List<Envelope> history(RunState run) {
        return journal.read(StreamId.of(run.id()), 0, Integer.MAX_VALUE);
    }

    /**
     * Ends a run at once: its worker can write nothing more, and what it is doing is interrupted.
     *
     * @throws AuleException with {@code ILLEGAL_TRANSITION} if the run has ended already
     */
    public RunState cancel(Principal principal, RunId id, String reason) {
        var run = find(principal.org(), id);
        run.status().to(RunStatus.CANCELLED);
        var origin = origin(principal, id, run.started().projectId());
        takeAway(id, origin, new RunEvent.Cancelled(id, reason), CONTESTED);
        dispatch.cancel(KIND, id.value());
        var ended = find(principal.org(), id);
        endings.ended(ended);
        return ended;
    }

    /** A worker that begins at this very moment takes a lease too, so the last word may need another try. */
    private void takeAway(RunId id, Origin origin, RunEvent end, int tries) {
        var epoch = journal.lease(StreamId.of(id));
        try {
            journal.append(StreamId.of(id), origin.under(epoch), List.of(end));
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.STALE_LEASE || tries == 1) {
                throw refused;
            }
            takeAway(id, origin, end, tries - 1);
        }
    }

    /** The place in the queue from 1, or 0 when the run is not queued. */
    public int position(RunId id) {
        return dispatch.position(KIND, id.value());
    }

    public PersonaId persona(OrgId org, String name) {
        return goals.persona(org, name);
    }

    /** The last days up to today, oldest first. */
    public List<Day> days(OrgId org, int days) {
        return figures.days(org, days);
    }

    private static Origin origin(Principal principal, RunId run, ProjectId project) {
        return new Origin(principal.org(), project, principal.user().value(), run.value(), null, Journal.NO_LEASE);
    }
}
