package aule.boot;

import aule.kernel.ProjectId;
import aule.sandbox.Owners;
import aule.workspace.FileOwner;
import java.nio.file.Path;
import java.util.OptionalInt;

/** Gives each project's folder to the sandbox's user for it. */
record ProjectOwners(Owners owners) implements FileOwner {

    @Override
    public OptionalInt of(ProjectId project, Path folder) {
        owners.handOver(folder, project.value());
        return owners.of(project.value());
    }
}
