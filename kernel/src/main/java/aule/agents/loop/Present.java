package aule.agents.loop;

import aule.agents.Persona;
import aule.agents.Personas;
import aule.agents.RunState;
import aule.workspace.Project;
import aule.workspace.Projects;
import java.time.LocalDate;
import java.time.ZoneId;

/** Everything as it is in this home now. */
public record Present(Personas personas, Projects projects, Recall recall, ZoneId zone) implements Surroundings {

    @Override
    public Persona persona(RunState run) {
        return personas.find(run.org(), run.started().personaId());
    }

    @Override
    public Project project(RunState run) {
        return projects.find(run.org(), run.started().projectId());
    }

    @Override
    public LocalDate day(RunState run) {
        return run.times().createdAt().atZone(zone).toLocalDate();
    }

    @Override
    public Recall.Earlier earlier(RunState run) {
        return recall.of(run);
    }
}
