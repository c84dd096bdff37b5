package aule.agents;

import aule.kernel.ConversationId;
import aule.kernel.Lineage;
import aule.kernel.OrgId;
import aule.kernel.PersonaId;
import aule.kernel.Principal;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.workspace.Projects;
import java.util.Objects;
import java.util.Optional;

/** Turns a goal into the first event of a run: whatever is left open is filled in, whatever is named must exist. */
final class Goals {

    private final Projects projects;
    private final Personas personas;
    private final Conversations conversations;

    Goals(Projects projects, Personas personas, Conversations conversations) {
        this.projects = projects;
        this.personas = personas;
        this.conversations = conversations;
    }

    RunEvent.Started started(RunId run, Principal principal, Goal goal) {
        var chat = goal.conversation().map(id -> conversations.find(principal.org(), id));
        var project = goal.project().or(() -> chat.flatMap(it -> Optional.ofNullable(it.project())));
        var persona = goal.persona().or(() -> chat.flatMap(it -> Optional.ofNullable(it.persona())));
        return new RunEvent.Started(
                run,
                goal.text(),
                principal.user(),
                project(principal.org(), project),
                personas.find(principal.org(), persona.orElse(Persona.ASSISTANT))
                        .id(),
                goal.conversation().orElse((ConversationId) null),
                goal.parent().orElse((RunId) null),
                goal.model().orElse((String) null),
                goal.priority(),
                goal.limits(),
                goal.lineage());
    }

    /** What a run was told to do, with changes; in its conversation as long as that is there. */
    Goal again(RunState run, GoalChange change) {
        var first = run.started();
        var chat = Optional.ofNullable(first.conversationId()).filter(id -> conversations.has(run.org(), id));
        return new Goal(
                Objects.requireNonNullElse(change.goal(), first.goal()),
                Optional.of(first.projectId()),
                Optional.of(Objects.requireNonNullElse(change.persona(), first.personaId())),
                Optional.ofNullable(change.model())
                        .or(() -> Optional.ofNullable(run.terms().model())),
                chat,
                Optional.empty(),
                Objects.requireNonNullElse(change.priority(), run.terms().priority()),
                run.terms().limits(),
                new Lineage(0, null, run.id(), null, null, first.lineage().tools(), false)
                        .with(change.goal() == null ? first.lineage().assignment() : null));
    }

    private ProjectId project(OrgId org, Optional<ProjectId> wanted) {
        return wanted.map(id -> projects.find(org, id))
                .orElseGet(() -> projects.standard(org))
                .id();
    }

    PersonaId persona(OrgId org, String name) {
        return personas.named(org, name).id();
    }
}
