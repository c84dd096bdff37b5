package aule.tools;

import aule.kernel.CheckpointId;
import aule.kernel.ToolName;
import aule.workspace.Checkpoints;

/** Keeps whole workspaces; one that did not change since its last checkpoint costs only the look at it. */
record WorkspaceKeeper(Checkpoints checkpoints) implements Keeper {

    @Override
    public CheckpointId keep(Tools.Request request, ToolName tool) {
        var run = request.persona().equals(ByHand.NOBODY) ? null : request.run();
        return checkpoints
                .present(request.origin(), request.project(), run, "Before " + tool)
                .id();
    }
}
