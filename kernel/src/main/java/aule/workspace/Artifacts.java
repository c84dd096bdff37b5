package aule.workspace;

import aule.journal.Journal;
import aule.kernel.ArtifactEvent;
import aule.kernel.ArtifactId;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.Sha256;
import aule.kernel.StreamId;
import aule.workspace.artifacts.Shelf;
import aule.workspace.artifacts.SqlArtifacts;
import aule.workspace.artifacts.SqlGallery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What runs made, kept by content: each file they make or change becomes an artifact, and each later content of the
 * same file its next version. At most 50 MB each, 50 versions, and 10 GB in all. An artifact is a copy: nothing that
 * happens to it happens to the file, nor the other way round.
 */
public final class Artifacts {

    /**
     * How much is kept.
     *
     * @param bytes of all content, what is the same counted once
     * @param limitBytes the most that is kept
     */
    public record Usage(long artifacts, long bytes, long limitBytes) {}

    private final Journal journal;
    private final SqlArtifacts table;
    private final SqlGallery gallery;
    private final Shelf shelf;
    private final Drafts drafts;
    private final Projects projects;

    /** One at a time numbers versions. */
    private final ReentrantLock numbering = new ReentrantLock();

    Artifacts(Journal journal, SqlArtifacts table, SqlGallery gallery, Shelf shelf, Drafts drafts, Projects projects) {
        this.journal = journal;
        this.table = table;
        this.gallery = gallery;
        this.shelf = shelf;
        this.drafts = drafts;
        this.projects = projects;
    }

    /**
     * The newest version.
     *
     * @throws AuleException with {@code NOT_FOUND} if the organisation has no such artifact
     */
    public Artifact find(OrgId org, ArtifactId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("artifact", id));
    }

    /** @throws AuleException with {@code NOT_FOUND} if there is no such version, or not any more */
    public Artifact find(OrgId org, ArtifactId id, int version) {
        find(org, id);
        return table.find(org, id, version)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.NOT_FOUND,
                        "The artifact '%s' has no version %d; only the last %d are kept."
                                .formatted(id, version, SqlArtifacts.VERSIONS)));
    }

    /** Returns at most {@code limit} artifacts by their newest version, the newest first. */
    public List<Artifact> page(OrgId org, ArtifactSearch search, int limit) {
        return gallery.page(org, search, limit);
    }

    /** Returns at most {@code limit} versions below a number, the newest first. */
    public List<Artifact> versions(OrgId org, ArtifactId id, int before, int limit) {
        return table.versions(org, find(org, id).id(), before, limit);
    }

    /** The content from an offset on, to be closed. */
    public InputStream open(Artifact artifact, long offset) {
        return shelf.open(artifact.sha256(), offset);
    }

    InputStream open(Sha256 hash, long offset) {
        return shelf.open(hash, offset);
    }

    long size(Sha256 hash) {
        return shelf.size(hash);
    }

    public Usage usage(OrgId org) {
        return new Usage(table.count(org), table.used(), Drafts.FULL);
    }

    /**
     * Keeps a file of a project as it is now.
     *
     * @return the artifact; the one from before if its content is the same
     * @throws AuleException with {@code NOT_FOUND} if there is no such file, {@code TOO_LARGE} above 50 MB,
     *     {@code DISK_LIMIT} if nothing more is kept
     */
    public Artifact pin(Journal.Origin by, ProjectId project, String path) {
        var files = projects.workspace(by.org(), project).files();
        var entry = files.stat(path);
        if (!entry.isFile()) {
            throw Names.invalid(path, "is not a file; keep the files in it one by one.");
        }
        try (var content = files.stream(path, 0)) {
            var maker = new Drafts.Maker(by.org(), project, null, null, null);
            return kept(by, project, () -> drafts.of(maker, files.name(path), entry.name(), content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Keeps what a call of a run made and put into no file.
     *
     * @throws AuleException as {@link #pin}
     */
    public Artifact keep(Journal.Origin by, ProjectId project, RunId run, String call, String name, byte[] content) {
        var maker = new Drafts.Maker(by.org(), project, run, call, null);
        return kept(by, project, () -> drafts.of(maker, null, name, new ByteArrayInputStream(content)));
    }

    /**
     * Takes an artifact off the list with all its versions and kills its links. For seven days it can be brought back;
     * then its content goes. The file that it was taken from stays.
     */
    public void delete(Journal.Origin by, ArtifactId id) {
        var artifact = find(by.org(), id);
        append(by, artifact.project(), new ArtifactEvent.Deleted(id, artifact.project()));
    }

    /** @throws AuleException with {@code NOT_FOUND} if nothing of this name was deleted within seven days */
    public Artifact restore(Journal.Origin by, ArtifactId id) {
        var artifact = table.deleted(by.org(), id)
                .orElseThrow(() -> new AuleException(
                        ErrorCode.NOT_FOUND,
                        "There is no deleted artifact '%s'; after seven days it is gone for good.".formatted(id)));
        append(by, artifact.project(), new ArtifactEvent.Restored(id, artifact.project()));
        return find(by.org(), id);
    }

    void append(Journal.Origin by, ProjectId project, ArtifactEvent event) {
        append(by, project, List.of(event));
    }

    /** A run's lease is for its own stream, not for the project's. */
    void append(Journal.Origin by, ProjectId project, List<ArtifactEvent> events) {
        var origin =
                new Journal.Origin(by.org(), project, by.actor(), by.correlation(), by.causation(), Journal.NO_LEASE);
        journal.append(StreamId.of(project), origin, events);
    }

    /** Has the numbers of versions to itself. */
    <T> T numbering(Supplier<T> work) {
        numbering.lock();
        try {
            return work.get();
        } finally {
            numbering.unlock();
        }
    }

    private Artifact kept(Journal.Origin by, ProjectId project, Supplier<Drafts.Draft> drafted) {
        return numbering(() -> switch (drafted.get()) {
            case Drafts.Draft.Same(var artifact) -> artifact;
            case Drafts.Draft.Refused(var reason) -> throw refused(reason);
            case Drafts.Draft.Fresh(var event) -> {
                append(by, project, event);
                yield find(by.org(), event.artifactId());
            }
        });
    }

    private static AuleException refused(String reason) {
        return reason.equals("full")
                ? new AuleException(
                        ErrorCode.DISK_LIMIT,
                        "Artifacts take up all of their %d GB; delete some first.".formatted(Drafts.FULL >> 30))
                : new AuleException(
                        ErrorCode.TOO_LARGE,
                        "Only files of up to %d MB are kept as artifacts.".formatted(Shelf.LARGEST >> 20));
    }
}
