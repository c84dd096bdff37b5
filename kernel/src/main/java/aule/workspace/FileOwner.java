package aule.workspace;

import aule.kernel.ProjectId;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Says whose a project's files are on this machine, and hands the folder over; the sandbox decides it. */
@FunctionalInterface
public interface FileOwner {

    /** The uid (and gid) that owns the tree; empty when it is the kernel's own. */
    OptionalInt of(ProjectId project, Path folder);
}
