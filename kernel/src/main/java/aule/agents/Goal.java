package aule.agents;

import aule.kernel.ConversationId;
import aule.kernel.Lineage;
import aule.kernel.PersonaId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.RunLimits;
import java.util.Optional;

/**
 * What somebody wants done.
 *
 * @param project empty for the conversation's project, else the default one
 * @param persona empty for the conversation's persona, else the assistant
 * @param model {@code provider/model}; empty for the persona's or the default one
 * @param priority 1 (first) to 5
 * @param lineage the run it comes from, if it does
 */
public record Goal(
        String text,
        Optional<ProjectId> project,
        Optional<PersonaId> persona,
        Optional<String> model,
        Optional<ConversationId> conversation,
        Optional<RunId> parent,
        int priority,
        RunLimits limits,
        Lineage lineage) {

    /** A goal with nothing but words. */
    public static Goal of(String text) {
        return new Goal(
                text,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                3,
                RunLimits.DEFAULT,
                Lineage.NONE);
    }

    public Goal in(ConversationId chat) {
        return new Goal(text, project, persona, model, Optional.of(chat), parent, priority, limits, lineage);
    }

    public Goal with(String wantedModel) {
        return new Goal(
                text, project, persona, Optional.of(wantedModel), conversation, parent, priority, limits, lineage);
    }

    public Goal as(PersonaId someone) {
        return new Goal(text, project, Optional.of(someone), model, conversation, parent, priority, limits, lineage);
    }

    /** Comes from another run. */
    public Goal from(Lineage origin) {
        return new Goal(text, project, persona, model, conversation, parent, priority, limits, origin);
    }

    public Goal within(RunLimits bounds) {
        return new Goal(text, project, persona, model, conversation, parent, priority, bounds, lineage);
    }
}
