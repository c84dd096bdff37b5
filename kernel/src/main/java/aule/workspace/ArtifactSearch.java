package aule.workspace;

import aule.kernel.ProjectId;
import aule.kernel.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * Which artifacts somebody looks for.
 *
 * @param run those of which this run made some version
 * @param since those whose newest version is not older
 * @param until those whose newest version is older
 * @param words text in the name, the path or the excerpt, blank for any
 * @param before only those whose newest version stands before this place in the journal
 */
public record ArtifactSearch(
        Optional<Artifact.Kind> kind,
        Optional<ProjectId> project,
        Optional<RunId> run,
        Optional<Instant> since,
        Optional<Instant> until,
        String words,
        long before) {

    public static final ArtifactSearch ALL = new ArtifactSearch(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            "",
            Long.MAX_VALUE);
}
