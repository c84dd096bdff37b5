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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Starts runs and tells what became of them. */
public final class Runs {

    /** What dispatch calls the work on a run; the key is its id. */
    public static final String KIND = "run";

    private final Journal journal;
    private final Dispatch dispatch;
    private final SqlRuns table;
    private final SqlFigures figures;
    private final Goals goals;
    private final Conversations conversations;
    private final FollowUps followUps;
    private final Ids ids;

    Runs(
            Journal journal,
            Dispatch dispatch,
            SqlRuns table,
            SqlFigures figures,
            Goals goals,
            Conversations conversations,
            FollowUps followUps,
            Ids ids) {
        this.journal = journal;
        this.dispatch = dispatch;
        this.table = table;
        this.figures = figures;
        this.goals = goals;
        this.conversations = conversations;
        this.followUps = followUps;
        this.ids = ids;
    }

    /** Accepts a goal. It is on disk when this returns, and survives whatever happens then. */
    public RunState start(Principal principal, Goal goal) {
        return start(principal, goal, _ -> List.of());
    }

    /** @param past what the run has behind it when it begins */
    RunState start(Principal principal, Goal goal, Function<RunId, List<RunEvent>> past) {
        var id = new RunId(ids.next("run"));
        var events = new ArrayList<RunEvent>();
        var started = goals.started(id, principal, goal);
        events.add(started);
        events.addAll(past.apply(id));
        var run = RunState.of(journal.append(StreamId.of(id), origin(principal, id, started.projectId()), events));
        followUps.perform(() -> {
            conversations.asked(run);
            queue(run);
        });
        return run;
    }

    /** Has the run worked on as soon as there is a free slot. */
    void submit(RunState run) {
        followUps.perform(() -> queue(run));
    }

    private void queue(RunState run) {
        dispatch.submit(KIND, run.id().value(), Agenda.share(run), run.terms().priority());
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such run */
    public RunState find(OrgId org, RunId id) {
        return table.find(org, id);
    }

    /** Returns at most {@code limit} events of a run above a position, in order. */
    public List<Envelope> history(OrgId org, RunId id, long after, int limit) {
        return journal.read(StreamId.of(find(org, id).id()), after, limit);
    }

    public List<Envelope> history(RunState run) {
        return journal.read(StreamId.of(run.id()), 0, Integer.MAX_VALUE);
    }

    /**
     * The goal of a run, to be tried once more by another.
     *
     * @throws AuleException with {@code ILLEGAL_TRANSITION} unless the run failed or was cancelled
     */
    Goal again(OrgId org, RunId id, GoalChange change) {
        var run = find(org, id);
        if (run.status() != RunStatus.FAILED && run.status() != RunStatus.CANCELLED) {
            throw new AuleException(
                    ErrorCode.ILLEGAL_TRANSITION,
                    "The run '%s' is %s; only a run that failed or was cancelled is tried again."
                            .formatted(id, run.status().wire()));
        }
        return goals.again(run, change);
    }

    /** Starts a run with the goal, the persona and the model of one that was, whatever became of that. */
    public RunState repeat(Principal principal, RunId id) {
        return start(principal, goals.again(find(principal.org(), id), GoalChange.SAME));
    }

    /** The place in the queue from 1, or 0 when the run is not queued. */
    public int position(RunId id) {
        return dispatch.position(KIND, id.value());
    }

    /** The places at one moment of those runs that are queued, by id. */
    Map<String, Integer> positions(List<RunState> several) {
        var queued = several.stream()
                .filter(run -> run.status() == RunStatus.QUEUED)
                .map(run -> run.id().value())
                .toList();
        return dispatch.positions(KIND, queued);
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
