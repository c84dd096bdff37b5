package aule.workspace;

import aule.kernel.ArtifactEvent;
import aule.kernel.ArtifactId;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.ReceiptId;
import aule.kernel.RunId;
import aule.workspace.artifacts.Shelf;
import aule.workspace.artifacts.SqlArtifacts;
import aule.workspace.artifacts.Taken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns content into the event that makes it an artifact. */
final class Drafts {

    /** All content together, in bytes; nothing more is kept then. */
    static final long FULL = 10L << 30;

    private static final int LONGEST_NAME = 200;

    /** Who made content: a call of a run, or a person if all but the project is null. */
    record Maker(
            OrgId org,
            ProjectId project,
            @Nullable RunId run,
            @Nullable String call,
            @Nullable ReceiptId receipt) {}

    /** What becomes of content. */
    sealed interface Draft {

        /** A new version. */
        record Fresh(ArtifactEvent.Created event) implements Draft {}

        /** What is kept already. */
        record Same(Artifact artifact) implements Draft {}

        /** It is not kept. */
        record Refused(String reason) implements Draft {}
    }

    private final SqlArtifacts table;
    private final Shelf shelf;
    private final Ids ids;
    private final long full;

    Drafts(SqlArtifacts table, Shelf shelf, Ids ids, long full) {
        this.table = table;
        this.shelf = shelf;
        this.ids = ids;
        this.full = full;
    }

    /** @param path null for content that never was a file */
    Draft of(Maker maker, @Nullable String path, String name, InputStream content) {
        Optional<Artifact> known = path == null ? Optional.empty() : table.ofFile(maker.org(), maker.project(), path);
        if (table.used() >= full) {
            return new Draft.Refused("full");
        }
        try {
            var taken = shelf.take(name, content, known.orElse((Artifact) null));
            if (taken.isEmpty()) {
                return new Draft.Refused("too_large");
            }
            if (known.isPresent() && known.get().sha256().equals(taken.get().sha256())) {
                return new Draft.Same(known.get());
            }
            return new Draft.Fresh(event(maker, path, name, known, taken.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ArtifactEvent.Created event(
            Maker maker, @Nullable String path, String name, Optional<Artifact> known, Taken taken) {
        return new ArtifactEvent.Created(
                known.map(Artifact::id).orElseGet(() -> new ArtifactId(ids.next("art"))),
                maker.project(),
                maker.run(),
                maker.call(),
                maker.receipt(),
                path,
                name.substring(0, Math.min(LONGEST_NAME, name.length())),
                taken.kind().wire(),
                taken.mediaType(),
                taken.bytes(),
                taken.sha256(),
                known.map(it -> it.version() + 1).orElse(1),
                taken.thumbnail(),
                taken.excerpt());
    }
}
