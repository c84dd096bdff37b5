package aule.kernel;

import com.fasterxml.jackson.annotation.JsonTypeName;

/** Something that happened to a project. The stream is the project's id. */
public sealed interface ProjectEvent extends Event {

    ProjectId projectId();

    /** @param slug the name of its folder below the home's projects, for good */
    @JsonTypeName("project.created")
    record Created(ProjectId projectId, String name, String description, String slug) implements ProjectEvent {}

    @JsonTypeName("project.updated")
    record Updated(ProjectId projectId, String name, String description) implements ProjectEvent {}

    /** @param rollback whether the files are put back when a run fails */
    @JsonTypeName("project.rollback_set")
    record RollbackSet(ProjectId projectId, boolean rollback) implements ProjectEvent {}

    @JsonTypeName("project.deleted")
    record Deleted(ProjectId projectId, boolean keptContents) implements ProjectEvent {}

    /** A person changed a file of the project; what runs change stands in their own events. */
    @JsonTypeName("file.changed")
    record FileChanged(ProjectId projectId, FileChange change) implements ProjectEvent {}
}
