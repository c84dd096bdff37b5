package aule.workspace;

import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.Ids;
import aule.kernel.OrgId;
import aule.kernel.Principal;
import aule.kernel.ProjectEvent;
import aule.kernel.ProjectId;
import aule.kernel.StreamId;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every project of the home, and the way into its folder. */
public final class Projects {

    /** The project that is always there. */
    public static final ProjectId STANDARD = new ProjectId("proj-default");

    private final Journal journal;
    private final SqlProjects table;
    private final Folders folders;
    private final Outside outside;
    private final Ids ids;

    Projects(Journal journal, SqlProjects table, Folders folders, Outside outside, Ids ids) {
        this.journal = journal;
        this.table = table;
        this.folders = folders;
        this.outside = outside;
        this.ids = ids;
    }

    /** The way to files that are in no project. */
    public Outside outside() {
        return outside;
    }

    /** Makes the default project on a fresh home. */
    void seed() {
        if (table.find(OrgId.LOCAL, STANDARD).isEmpty()) {
            var created = new ProjectEvent.Created(
                    STANDARD, "Workshop", "Where goals without a project are worked on.", "default");
            journal.append(StreamId.of(STANDARD), Journal.Origin.kernel(STANDARD.value()), List.of(created));
        }
        workspace(standard(OrgId.LOCAL));
    }

    /** @throws AuleException with {@code NOT_FOUND} if the organisation has no such project */
    public Project find(OrgId org, ProjectId id) {
        return table.find(org, id).orElseThrow(() -> AuleException.notFound("project", id));
    }

    public Project standard(OrgId org) {
        return find(org, STANDARD);
    }

    public List<Project> page(OrgId org, String after, int limit) {
        return table.page(org, after, limit);
    }

    public Project create(Principal principal, String name, String description) {
        var id = new ProjectId(ids.next("proj"));
        var created = new ProjectEvent.Created(id, name, description, slug(principal.org(), name, id));
        journal.append(StreamId.of(id), origin(principal, id), List.of(created));
        var project = find(principal.org(), id);
        workspace(project);
        return project;
    }

    /** @throws AuleException with {@code STALE_REVISION} if somebody else changed the project since that revision */
    public Project rename(Principal principal, ProjectId id, String name, String description, Optional<Long> revision) {
        var before = find(principal.org(), id);
        if (revision.isPresent() && revision.get() != before.revision()) {
            throw new AuleException(
                    ErrorCode.STALE_REVISION,
                    "The project '%s' was changed meanwhile; load it again and repeat your change."
                            .formatted(before.name()));
        }
        journal.append(
                StreamId.of(id), origin(principal, id), List.of(new ProjectEvent.Updated(id, name, description)));
        return find(principal.org(), id);
    }

    /** Says whether the files are put back when a run in the project fails. */
    public Project rollBack(Principal principal, ProjectId id, boolean onFailure) {
        if (find(principal.org(), id).rollbackOnFailure() != onFailure) {
            journal.append(
                    StreamId.of(id), origin(principal, id), List.of(new ProjectEvent.RollbackSet(id, onFailure)));
        }
        return find(principal.org(), id);
    }

    /**
     * Takes the project off the list.
     *
     * @param keep whether its folder stays where it is; otherwise it moves to the home's trash
     */
    public void delete(Principal principal, ProjectId id, boolean keep) {
        var project = find(principal.org(), id);
        if (project.isDefault()) {
            throw new AuleException(ErrorCode.BUILTIN, "The default project stays; delete its files instead.");
        }
        journal.append(StreamId.of(id), origin(principal, id), List.of(new ProjectEvent.Deleted(id, keep)));
        if (!keep) {
            folders.trash(project.slug());
        }
    }

    /** The project's folder; made when it is missing. */
    public Workspace workspace(OrgId org, ProjectId id) {
        return workspace(find(org, id));
    }

    /** The same for a project of the local organisation. */
    public Workspace workspace(ProjectId id) {
        return workspace(OrgId.LOCAL, id);
    }

    Path folder(Project project) {
        return folders.of(project.slug());
    }

    private Workspace workspace(Project project) {
        return folders.open(project.id(), project.slug());
    }

    /** A folder name from letters and digits of the project's name, made unique by the end of its id. */
    private String slug(OrgId org, String name, ProjectId id) {
        var plain = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        var base = plain.isEmpty() ? "project" : plain.substring(0, Math.min(48, plain.length()));
        return table.taken(org, base)
                ? base + "-" + id.value().substring(id.value().length() - 6)
                : base;
    }

    private static Journal.Origin origin(Principal principal, ProjectId id) {
        return new Journal.Origin(principal.org(), id, principal.user().value(), id.value(), null, Journal.NO_LEASE);
    }
}
