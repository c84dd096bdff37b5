package aule.tools;

import aule.kernel.CheckpointId;
import aule.kernel.ProjectId;
import aule.kernel.ToolName;
import aule.workspace.ProjectLocks;

/** Keeps a workspace as it is before a call changes it and after it did. */
@FunctionalInterface
interface Keeper {

    /**
     * Returns the checkpoint that holds the files as they are now.
     *
     * @throws aule.kernel.AuleException with {@code UNAVAILABLE} if the disk does not take them
     */
    CheckpointId keep(Tools.Request request, ToolName tool);

    /** The same when the call has ended. */
    default CheckpointId keepAfter(Tools.Request request, ToolName tool) {
        return keep(request, tool);
    }

    /** The time in which a call may change a project's files, because nobody puts them back; to be closed. */
    default ProjectLocks.Turn turn(ProjectId project) throws InterruptedException {
        return () -> {};
    }
}
