package aule.tools;

import aule.kernel.CheckpointId;
import aule.kernel.ToolName;

/** Keeps a workspace as it is before a call changes it. */
@FunctionalInterface
interface Keeper {

    /**
     * Returns the checkpoint that holds the files as they are now.
     *
     * @throws aule.kernel.AuleException with {@code UNAVAILABLE} if the disk does not take them
     */
    CheckpointId keep(Tools.Request request, ToolName tool);
}
