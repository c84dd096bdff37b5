package aule.agents;

import aule.agents.past.Branch;
import aule.agents.past.Past;
import aule.agents.past.Recordings;
import aule.kernel.CheckpointId;
import aule.kernel.Ids;
import aule.kernel.Lineage;
import aule.kernel.MessageId;
import aule.kernel.PersonaId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Starts runs that begin with the history of another one and go their own way from there. */
public final class Forks {

    private static final int MORE_STEPS = 25;
    private static final int MOST_STEPS = 10_000;

    private final Runs runs;
    private final Recordings recordings;
    private final ForkFiles files;
    private final Personas personas;
    private final Ids ids;

    Forks(Runs runs, Recordings recordings, ForkFiles files, Personas personas, Ids ids) {
        this.runs = runs;
        this.recordings = recordings;
        this.files = files;
        this.personas = personas;
        this.ids = ids;
    }

    /**
     * Forks a run, whatever has become of it. The fork is nobody's child, speaks in no conversation, and pays for
     * nothing that it took over; calls that had no answer at the place are made anew.
     *
     * @throws aule.kernel.AuleException with {@code INVALID} if the run has no such place, {@code NOT_FOUND} if its
     *     project or persona is gone
     */
    public RunState fork(Principal principal, RunState source, ForkChange change) {
        var recording = recordings.of(source);
        var branch = Branch.of(recording, change.at(), change.edit());
        var persona = personas.find(
                        principal.org(),
                        Objects.requireNonNullElse(
                                change.persona(), source.started().personaId()))
                .id();
        var project = change.where() == ForkChange.Files.KEEP
                ? source.started().projectId()
                : files.lay(principal, source, begin(principal, source, branch, change), change.where());
        var past = Past.owned(branch.past(), principal.user(), _ -> true);
        return runs.start(
                principal,
                goal(source, branch, change, project, persona),
                id -> history(principal, id, source.id(), past, change));
    }

    /** A record from elsewhere does not tell of the files here. */
    private CheckpointId begin(Principal principal, RunState source, Branch branch, ForkChange change) {
        if (change.files() != null) {
            return change.files();
        }
        return recordings.isElsewhere(source) ? files.now(principal, source) : files.then(principal, source, branch);
    }

    private static Goal goal(RunState source, Branch branch, ForkChange change, ProjectId project, PersonaId persona) {
        var then = branch.run();
        var started = then.started();
        return new Goal(
                Objects.requireNonNullElse(change.goal(), started.goal()),
                Optional.of(project),
                Optional.of(persona),
                Optional.ofNullable(change.model())
                        .or(() -> Optional.ofNullable(then.terms().model())),
                Optional.empty(),
                Optional.empty(),
                Objects.requireNonNullElse(change.priority(), then.terms().priority()),
                limits(then),
                new Lineage(
                                0,
                                null,
                                null,
                                source.id(),
                                branch.at(),
                                started.lineage().tools(),
                                false)
                        .with(change.goal() == null ? started.lineage().assignment() : null));
    }

    /** There is always room for a few steps. */
    private static RunLimits limits(RunState then) {
        var limits = then.terms().limits();
        var needed = Math.min(MOST_STEPS, then.work().step() + MORE_STEPS);
        return limits.withSteps(Math.max(limits.maxSteps(), needed));
    }

    private List<RunEvent> history(
            Principal principal, RunId id, RunId source, List<RunEvent> past, ForkChange change) {
        var events = new ArrayList<RunEvent>(Past.inherited(id, source, past));
        if (change.message() != null) {
            events.add(new RunEvent.Messaged(
                    id, new MessageId(ids.next("msg")), principal.user().value(), change.message()));
        }
        return events;
    }
}
