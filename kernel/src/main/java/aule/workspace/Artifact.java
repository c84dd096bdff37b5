package aule.workspace;

import aule.kernel.ArtifactId;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.ReceiptId;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One version of something that was made and is kept.
 *
 * @param path the file it was taken from, relative to the project's folder; null if it never was a file
 * @param bytes the size of its content
 * @param version from 1
 * @param run the run that made this version, null if a person keeps a file
 * @param call the call that made it, null as above
 * @param actor who caused it
 * @param thumbnail the hash of a small PNG of it, null if there is none
 * @param excerpt the beginning of its text, empty if it has none
 * @param seq its place in the journal
 */
public record Artifact(
        ArtifactId id,
        OrgId org,
        ProjectId project,
        @Nullable String path,
        String name,
        Kind kind,
        String mediaType,
        long bytes,
        Sha256 sha256,
        int version,
        @Nullable RunId run,
        @Nullable String call,
        @Nullable ReceiptId receipt,
        String actor,
        @Nullable Sha256 thumbnail,
        String excerpt,
        long seq,
        Instant madeAt) {

    /** What people call such a thing. */
    public enum Kind {
        IMAGE,
        TEXT,
        DOCUMENT,
        AUDIO,
        VIDEO,
        OTHER;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The kind of a wire name. */
        public static Optional<Kind> named(String wire) {
            return Stream.of(values()).filter(it -> it.wire().equals(wire)).findAny();
        }
    }
}
