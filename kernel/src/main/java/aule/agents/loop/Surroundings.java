package aule.agents.loop;

import aule.agents.Persona;
import aule.agents.RunState;
import aule.workspace.Project;
import java.time.LocalDate;

/** What a run finds around it when it begins to work: who it is, where it is, which day it is, and what was said before. */
public interface Surroundings {

    /** @throws aule.kernel.AuleException with {@code NOT_FOUND} if it is gone */
    Persona persona(RunState run);

    /** @throws aule.kernel.AuleException with {@code NOT_FOUND} if it is gone */
    Project project(RunState run);

    /** The day on which it started, where the person is. */
    LocalDate day(RunState run);

    Recall.Earlier earlier(RunState run);
}
