package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that happened to what runs and people made and keep. The stream is the project's id. */
public sealed interface ArtifactEvent extends Event {

    ProjectId projectId();

    /**
     * Content is kept: the first version of an artifact or a further one.
     *
     * @param runId the run that made it, null if a person keeps a file
     * @param callId the call that made it, null as above
     * @param receiptId the proof of that call
     * @param path the file it was taken from, relative to the project's folder; null if it never was a file
     * @param name for people, the last part of the path if there is one
     * @param kind {@code image}, {@code text}, {@code document}, {@code audio}, {@code video} or {@code other}
     * @param version from 1
     * @param thumbnail the hash of a small PNG of it, null if there is none
     * @param excerpt the beginning of its text, empty if it has none
     */
    @JsonTypeName("artifact.created")
    record Created(
            ArtifactId artifactId,
            ProjectId projectId,
            @Nullable RunId runId,
            @Nullable String callId,
            @Nullable ReceiptId receiptId,
            @Nullable String path,
            String name,
            String kind,
            String mediaType,
            long bytes,
            Sha256 sha256,
            int version,
            @Nullable Sha256 thumbnail,
            String excerpt)
            implements ArtifactEvent {}

    /** An artifact is off the list with all its versions, and its links are dead; it can be brought back for a while. */
    @JsonTypeName("artifact.deleted")
    record Deleted(ArtifactId artifactId, ProjectId projectId) implements ArtifactEvent {}

    /** A deleted artifact is back on the list; its links stay dead. */
    @JsonTypeName("artifact.restored")
    record Restored(ArtifactId artifactId, ProjectId projectId) implements ArtifactEvent {}

    /**
     * One version is shown to whoever has a link.
     *
     * @param digest the SHA-256 of the link's secret part, which is kept nowhere
     */
    @JsonTypeName("artifact.shared")
    record Shared(
            ArtifactId artifactId, ProjectId projectId, ShareId shareId, int version, Sha256 digest, Instant expiresAt)
            implements ArtifactEvent {}

    /** A link is taken back. */
    @JsonTypeName("artifact.unshared")
    record Unshared(ArtifactId artifactId, ProjectId projectId, ShareId shareId) implements ArtifactEvent {}

    /**
     * Files that a call made are not kept.
     *
     * @param count how many
     * @param files the first twenty
     */
    @JsonTypeName("artifact.left_out")
    record LeftOut(ProjectId projectId, RunId runId, String callId, int count, List<Skipped> files)
            implements ArtifactEvent {

        public LeftOut {
            files = List.copyOf(files);
        }
    }

    /**
     * One file that is not kept.
     *
     * @param reason {@code too_large}, {@code too_many} or {@code full}
     */
    record Skipped(String path, String reason) {}
}
