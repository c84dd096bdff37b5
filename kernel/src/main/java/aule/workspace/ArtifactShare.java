package aule.workspace;

import aule.kernel.ArtifactId;
import aule.kernel.OrgId;
import aule.kernel.ShareId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link under which one version of an artifact is shown to whoever has it. Its secret part is kept nowhere.
 *
 * @param actor who made it
 * @param revokedAt when it was taken back, null if it was not
 */
public record ArtifactShare(
        ShareId id,
        OrgId org,
        ArtifactId artifact,
        int version,
        String actor,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt) {

    /** Whether it still shows something. */
    public boolean works(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }
}
