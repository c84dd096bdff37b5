package aule.workspace;

import aule.workspace.artifacts.Shelf;
import aule.workspace.artifacts.SqlArtifacts;
import aule.workspace.artifacts.SqlShares;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets go of what was deleted a week ago, of dead links, and of content that no version needs any more. */
final class Broom {

    /** How long a deleted artifact can be brought back. */
    static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Broom.class);
    private static final Duration PAUSE = Duration.ofHours(1);

    /** Content this young may belong to an event that is being written, also by another kernel. */
    private static final Duration YOUNG = Duration.ofHours(1);

    private final SqlArtifacts table;
    private final SqlShares shares;
    private final Shelf shelf;
    private final InstantSource clock;
    private Instant swept = Instant.EPOCH;

    Broom(SqlArtifacts table, SqlShares shares, Shelf shelf, InstantSource clock) {
        this.table = table;
        this.shares = shares;
        this.shelf = shelf;
        this.clock = clock;
    }

    /** Sweeps at the first call and then at most once an hour. */
    void sweepNowAndThen() {
        var now = clock.instant();
        if (swept.plus(PAUSE).isBefore(now)) {
            swept = now;
            sweep(now);
        }
    }

    private void sweep(Instant now) {
        var gone = table.purge(now.minus(KEPT));
        shares.purge(now.minus(KEPT));
        var freed = shelf.sweep(table.hashes(), now.minus(YOUNG));
        if (gone > 0 || freed > 0) {
            LOG.info("{} deleted artifacts are gone for good, {} bytes are free again.", gone, freed);
        }
    }
}
