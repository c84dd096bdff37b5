package aule.agents.parcel;

import aule.agents.Persona;
import aule.agents.Personas;
import aule.agents.RunState;
import aule.agents.past.Past;
import aule.journal.Journal;
import aule.kernel.Ids;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.RunImport;
import aule.kernel.Sha256;
import aule.kernel.StreamId;
import aule.store.Blobs;
import aule.workspace.Projects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Takes runs in that were recorded elsewhere. They can be read, replayed and forked, and do nothing by themselves. */
public final class Imports {

    private final Journal journal;
    private final Blobs blobs;
    private final Parcels parcels;
    private final Projects projects;
    private final Personas personas;
    private final Ids ids;

    public Imports(Journal journal, Blobs blobs, Parcels parcels, Projects projects, Personas personas, Ids ids) {
        this.journal = journal;
        this.blobs = blobs;
        this.parcels = parcels;
        this.projects = projects;
        this.personas = personas;
        this.ids = ids;
    }

    /**
     * Makes runs of what is in a file, under new ids; the one it is about comes first.
     *
     * @param into the project that they belong to here; empty for the default one
     * @throws aule.kernel.AuleException with {@code INVALID} if the file was changed or is no file of a run
     */
    public List<RunState> take(Principal principal, byte[] archive, Optional<ProjectId> into) {
        var parcel = parcels.read(principal.org(), archive);
        var project = into.map(id -> projects.find(principal.org(), id))
                .orElseGet(() -> projects.standard(principal.org()))
                .id();
        var kept = blobs.put(archive);
        parcel.outputs().values().forEach(blobs::put);
        var fresh = new HashMap<RunId, RunId>();
        var runs = new ArrayList<RunState>();
        for (var entry : parcel.manifest().runs()) {
            var id = new RunId(ids.next("run"));
            fresh.put(entry.id(), id);
            runs.add(append(principal, project, events(principal, parcel, entry, kept, project, fresh)));
        }
        return runs;
    }

    private RunState append(Principal principal, ProjectId project, List<RunEvent> events) {
        var run = events.getFirst().runId();
        var origin = new Journal.Origin(
                principal.org(), project, principal.user().value(), run.value(), null, Journal.NO_LEASE);
        return RunState.of(journal.append(StreamId.of(run), origin, events));
    }

    private List<RunEvent> events(
            Principal principal,
            Parcel parcel,
            Manifest.Entry entry,
            Sha256 archive,
            ProjectId project,
            Map<RunId, RunId> fresh) {
        var history = parcel.of(entry.id()).events();
        var there = RunState.of(history);
        var id = Objects.requireNonNull(fresh.get(entry.id()));
        var from = new RunImport(entry.id(), history.getLast().at(), archive);
        var events = new ArrayList<RunEvent>();
        events.add(started(principal, there, id, project, fresh, from));
        events.addAll(Past.inherited(
                id, entry.id(), Past.owned(Past.of(history), principal.user(), parcel.outputs()::containsKey)));
        events.add(new RunEvent.Imported(id, entry.id(), there.ended()));
        return events;
    }

    private RunEvent.Started started(
            Principal principal, RunState there, RunId id, ProjectId project, Map<RunId, RunId> fresh, RunImport from) {
        var lineage = there.started().lineage();
        var parent = there.started().parentId();
        return new RunEvent.Started(
                id,
                there.started().goal(),
                principal.user(),
                project,
                persona(principal.org(), there.started().personaId()),
                null,
                parent == null ? null : fresh.get(parent),
                there.started().model(),
                there.terms().priority(),
                there.terms().limits(),
                new Lineage(
                        lineage.depth(),
                        lineage.callId(),
                        null,
                        null,
                        null,
                        lineage.tools(),
                        false,
                        from,
                        lineage.assignment()));
    }

    /** The same persona if it is known here, else the usual one. */
    private PersonaId persona(OrgId org, PersonaId there) {
        return personas.has(org, there) ? there : Persona.ASSISTANT;
    }
}
