package aule.agents.parcel;

import aule.agents.Persona;
import aule.agents.RunState;
import aule.agents.loop.Recall;
import aule.agents.loop.Surroundings;
import aule.journal.Journal;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import aule.workspace.Project;
import java.time.LocalDate;

/** A run that was forked or imported remembers what had been said before the one that it comes from. */
public record Ancestry(Surroundings present, Journal journal, Parcels parcels) implements Surroundings {

    @Override
    public Persona persona(RunState run) {
        return present.persona(run);
    }

    @Override
    public Project project(RunState run) {
        return present.project(run);
    }

    @Override
    public LocalDate day(RunState run) {
        return present.day(run);
    }

    @Override
    public Recall.Earlier earlier(RunState run) {
        var lineage = run.started().lineage();
        if (lineage.importedFrom() != null) {
            return parcels.recording(run.org(), lineage.importedFrom())
                    .surroundings()
                    .earlier(run);
        }
        if (lineage.forkOf() != null) {
            var source = first(lineage.forkOf());
            return earlier(source)
                    .withGoal(source.started().goal(), run.started().goal());
        }
        return present.earlier(run);
    }

    private RunState first(RunId run) {
        return RunState.begin(journal.read(StreamId.of(run), 0, 1).getFirst());
    }
}
