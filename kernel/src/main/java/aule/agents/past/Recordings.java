package aule.agents.past;

import aule.agents.RunState;
import aule.agents.loop.Surroundings;
import aule.journal.Journal;
import aule.kernel.StreamId;
import aule.models.ModelSpec;
import aule.models.Models;

/** The records of runs. */
public final class Recordings {

    private static final ModelSpec.Supports USUAL = new ModelSpec.Supports(true, false, true);

    private final Journal journal;
    private final Surroundings present;
    private final Models models;

    public Recordings(Journal journal, Surroundings present, Models models) {
        this.journal = journal;
        this.present = present;
        this.models = models;
    }

    /** The record of a run of this home. */
    public Recording of(RunState run) {
        var events = journal.read(StreamId.of(run.id()), 0, Integer.MAX_VALUE);
        return new Recording(run.id(), events, present, this::model);
    }

    /** What a model can do; one that is gone is taken for a usual one. */
    private ModelSpec model(String id) {
        return models.find(id).orElseGet(() -> usual(id));
    }

    static ModelSpec usual(String id) {
        var slash = id.indexOf('/');
        var provider = slash < 0 ? "" : id.substring(0, slash);
        return new ModelSpec(id, id.substring(slash + 1), provider, "general", "", "", false, false, null, USUAL);
    }
}
