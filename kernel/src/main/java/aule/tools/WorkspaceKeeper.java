package aule.tools;

import aule.kernel.CheckpointId;
import aule.kernel.ProjectId;
import aule.kernel.ToolName;
import aule.workspace.Checkpoints;
import aule.workspace.ProjectLocks;

/** Keeps whole workspaces; one that did not change since its last checkpoint costs only the look at it. */
record WorkspaceKeeper(Checkpoints checkpoints) implements Keeper {

    @Override
    public CheckpointId keep(Tools.Request request, ToolName tool) {
        return keep(request, "Before " + tool);
    }

    @Override
    public CheckpointId keepAfter(Tools.Request request, ToolName tool) {
        return keep(request, "After " + tool);
    }

    private CheckpointId keep(Tools.Request request, String label) {
        var run = request.persona().equals(ByHand.NOBODY) ? null : request.run();
        return checkpoints
                .present(request.origin(), request.project(), run, label)
                .id();
    }

    @Override
    public ProjectLocks.Turn turn(ProjectId project) throws InterruptedException {
        return checkpoints.locks().among(project);
    }
}
