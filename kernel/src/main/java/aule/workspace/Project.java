package aule.workspace;

import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import java.time.Instant;

/**
 * A workspace folder with a name.
 *
 * @param slug the name of its folder below the home's projects
 * @param isDefault whether goals without a project are worked on here; there is exactly one, and it stays
 * @param rollbackOnFailure whether the files are put back when a run fails
 * @param revision counts the changes of its name and description, from 1
 */
public record Project(
        ProjectId id,
        OrgId org,
        String name,
        String description,
        String slug,
        boolean isDefault,
        Instant createdAt,
        Instant updatedAt,
        long revision,
        boolean rollbackOnFailure) {}
