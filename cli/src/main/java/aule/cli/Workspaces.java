package aule.cli;

import org.jspecify.annotations.Nullable;

/** Where the kernel speaks of a project. */
final class Workspaces {

    private static final String STANDARD = "proj-default";

    private Workspaces() {}

    /** @param project its name or id; null for the one that is always there */
    static String path(Kernel kernel, @Nullable String project) {
        return "/v1/projects/" + PathPart.of(project == null ? STANDARD : new Projects(kernel).idOf(project));
    }
}
