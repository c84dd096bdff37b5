package aule.agents.parcel;

import aule.agents.Persona;
import aule.agents.RunState;
import aule.agents.loop.Recall;
import aule.agents.loop.Surroundings;
import aule.workspace.Project;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Function;

/**
 * The surroundings that came along with a run. The persona is the one of this home if it has it: how that behaves is
 * what a replay asks.
 */
record Carried(Context context, Function<RunState, Optional<Persona>> here) implements Surroundings {

    @Override
    public Persona persona(RunState run) {
        return here.apply(run)
                .orElseGet(() -> new Persona(
                        context.personaId(), context.persona(), false, false, Instant.EPOCH, Instant.EPOCH));
    }

    @Override
    public Project project(RunState run) {
        return new Project(
                run.started().projectId(),
                run.org(),
                context.project(),
                "",
                "carried",
                false,
                Instant.EPOCH,
                Instant.EPOCH,
                1,
                false);
    }

    @Override
    public LocalDate day(RunState run) {
        return context.day();
    }

    @Override
    public Recall.Earlier earlier(RunState run) {
        return new Recall.Earlier(
                context.earlier().stream().map(Context.Line::message).toList(), context.notes());
    }
}
