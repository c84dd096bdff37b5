package aule.workspace.artifacts;

import aule.kernel.Sha256;
import aule.workspace.Artifact;
import org.jspecify.annotations.Nullable;

/** Content that is on the shelf, and what can be told of it. */
public record Taken(
        Artifact.Kind kind,
        String mediaType,
        long bytes,
        Sha256 sha256,
        @Nullable Sha256 thumbnail,
        String excerpt) {}
