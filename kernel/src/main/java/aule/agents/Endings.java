package aule.agents;

import aule.agents.undo.RunUndos;
import aule.kernel.AuleException;
import aule.policy.Confirmations;
import aule.workspace.Projects;

/**
 * What is left to do when a run has ended: nobody has to decide about it any more, what it changed is put back if it
 * failed and its project wants that, and its conversation is told.
 */
final class Endings {

    private final Confirmations confirmations;
    private final Conversations conversations;
    private final Projects projects;
    private final RunUndos undos;

    Endings(Confirmations confirmations, Conversations conversations, Projects projects, RunUndos undos) {
        this.confirmations = confirmations;
        this.conversations = conversations;
        this.projects = projects;
        this.undos = undos;
    }

    void ended(RunState run) {
        confirmations.cancel(run.org(), run.id(), "The run has ended.");
        if (run.status() == RunStatus.FAILED && rollsBack(run)) {
            undos.rollBack(run);
        }
        conversations.answered(run);
    }

    private boolean rollsBack(RunState run) {
        try {
            return projects.find(run.org(), run.started().projectId()).rollbackOnFailure();
        } catch (AuleException gone) {
            return false;
        }
    }
}
