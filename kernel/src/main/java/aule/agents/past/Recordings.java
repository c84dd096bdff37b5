package aule.agents.past;

import aule.agents.RunState;
import aule.agents.loop.Surroundings;
import aule.journal.Journal;
import aule.kernel.Envelope;
import aule.kernel.OrgId;
import aule.kernel.RunEvent;
import aule.kernel.RunImport;
import aule.kernel.StreamId;
import aule.models.ModelSpec;
import aule.models.Models;
import java.util.List;

/** The records of runs. */
public final class Recordings {

    /** Knows the records of runs that were made elsewhere. */
    @FunctionalInterface
    public interface Elsewhere {
        Recording of(OrgId org, RunImport run);
    }

    private static final ModelSpec.Supports USUAL = new ModelSpec.Supports(true, false, true);

    private final Journal journal;
    private final Surroundings surroundings;
    private final Models models;
    private final Elsewhere elsewhere;

    public Recordings(Journal journal, Surroundings surroundings, Models models, Elsewhere elsewhere) {
        this.journal = journal;
        this.surroundings = surroundings;
        this.models = models;
        this.elsewhere = elsewhere;
    }

    /** The record of a run; of one that was imported and has done nothing here, the one that was made there. */
    public Recording of(RunState run) {
        var from = run.started().lineage().importedFrom();
        return from != null && isElsewhere(run)
                ? elsewhere.of(run.org(), from)
                : new Recording(run.id(), history(run), surroundings, id -> model(models, id));
    }

    /** Whether the run did everything elsewhere that it did. */
    public boolean isElsewhere(RunState run) {
        return run.started().lineage().importedFrom() != null
                && history(run).stream().noneMatch(it -> it.body() instanceof RunEvent.Dispatched);
    }

    private List<Envelope> history(RunState run) {
        return journal.read(StreamId.of(run.id()), 0, Integer.MAX_VALUE);
    }

    /** What a model can do; one that is gone is taken for a usual one. */
    public static ModelSpec model(Models models, String id) {
        return models.find(id).orElseGet(() -> usual(id));
    }

    private static ModelSpec usual(String id) {
        var slash = id.indexOf('/');
        var provider = slash < 0 ? "" : id.substring(0, slash);
        return new ModelSpec(id, id.substring(slash + 1), provider, "general", "", "", false, false, null, USUAL);
    }
}
