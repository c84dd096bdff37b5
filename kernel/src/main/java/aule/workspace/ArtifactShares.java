package aule.workspace;

import static java.nio.charset.StandardCharsets.US_ASCII;

import aule.journal.Journal;
import aule.kernel.ArtifactEvent;
import aule.kernel.ArtifactId;
import aule.kernel.AuleException;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.Sha256;
import aule.kernel.ShareId;
import aule.workspace.artifacts.SqlArtifacts;
import aule.workspace.artifacts.SqlShares;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Links to artifacts for people who do not sign in. A link is 256 random bits, shown once and kept as a hash; looking it
 * up compares hashes, so that how long a wrong guess takes says nothing about the right one.
 */
public final class ArtifactShares {

    static final String PREFIX = "share-";

    private static final int BYTES = 32;
    private static final int DIGITS = 52;
    private static final int BASE = 32;

    /**
     * A link that was just made.
     *
     * @param label the first part of the host's name under which the version is shown: the secret itself
     */
    public record Link(ArtifactShare share, String label) {}

    private final Artifacts artifacts;
    private final SqlArtifacts table;
    private final SqlShares shares;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Ids ids;

    ArtifactShares(
            Artifacts artifacts,
            SqlArtifacts table,
            SqlShares shares,
            SecureRandom random,
            InstantSource clock,
            Ids ids) {
        this.artifacts = artifacts;
        this.table = table;
        this.shares = shares;
        this.random = random;
        this.clock = clock;
        this.ids = ids;
    }

    /** Makes a link to one version that works for that long. */
    public Link share(Journal.Origin by, Artifact artifact, Duration time) {
        var id = new ShareId(ids.next("share"));
        var label = PREFIX + secret();
        var event = new ArtifactEvent.Shared(
                artifact.id(),
                artifact.project(),
                id,
                artifact.version(),
                digest(label),
                clock.instant().plus(time));
        artifacts.append(by, artifact.project(), event);
        return new Link(find(by.org(), artifact.id(), id), label);
    }

    /** Returns at most {@code limit} links of an artifact below an id, the newest first. */
    public List<ArtifactShare> page(OrgId org, ArtifactId artifact, String before, int limit) {
        return shares.page(org, artifacts.find(org, artifact).id(), before, limit);
    }

    /**
     * Takes a link back; what is on its way to somebody still arrives.
     *
     * @throws AuleException with {@code NOT_FOUND} if the artifact has no such link
     */
    public void revoke(Journal.Origin by, ArtifactId artifact, ShareId id) {
        var share = find(by.org(), artifact, id);
        var project = artifacts.find(by.org(), artifact).project();
        if (share.revokedAt() == null) {
            artifacts.append(by, project, new ArtifactEvent.Unshared(artifact, project, id));
        }
    }

    /** What a link shows; empty if it is none, is over, or was taken back. */
    Optional<Artifact> shown(String label) {
        return shares.find(digest(label))
                .filter(it -> it.works(clock.instant()))
                .flatMap(it -> table.find(it.org(), it.artifact(), it.version()));
    }

    private ArtifactShare find(OrgId org, ArtifactId artifact, ShareId id) {
        return shares.find(org, artifact, id).orElseThrow(() -> AuleException.notFound("link", id));
    }

    /** In lower-case letters and digits, because names of hosts know no others. */
    private String secret() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var text = new BigInteger(1, bytes).toString(BASE);
        return "0".repeat(DIGITS - text.length()) + text;
    }

    private static Sha256 digest(String label) {
        return Sha256.of(label.getBytes(US_ASCII));
    }
}
