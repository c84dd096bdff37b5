package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.ProjectId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the operations on projects of {@code api/workspace.yaml}. */
final class ProjectsApi {

    record NewProject(String name, @Nullable String description) {}

    record ProjectChange(
            @Nullable String name,
            @Nullable String description,
            @Nullable Boolean rollbackOnFailure) {}

    record ProjectView(
            ProjectId id,
            String name,
            String description,
            String folder,
            boolean isDefault,
            boolean rollbackOnFailure,
            long revision,
            Instant createdAt,
            Instant updatedAt) {}

    record ProjectList(
            List<ProjectView> projects, int count, @Nullable String nextCursor) {}

    private final Projects projects;

    ProjectsApi(Projects projects) {
        this.projects = projects;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listProjects", this::list,
                "createProject", this::create,
                "showProject", this::show,
                "changeProject", this::change,
                "deleteProject", this::delete);
    }

    private Answer list(Call call) {
        var limit = call.query("limit").map(Integer::valueOf).orElse(50);
        var page = projects.page(call.principal().org(), call.query("cursor").orElse(""), limit + 1);
        var shown = page.stream().limit(limit).map(this::view).toList();
        if (call.query("shape").isPresent()) {
            return Answer.ok(shown);
        }
        var next = page.size() > limit ? shown.getLast().id().value() : null;
        return Answer.ok(new ProjectList(shown, shown.size(), next));
    }

    private Answer create(Call call) {
        var wanted = call.body(NewProject.class);
        var made = projects.create(
                call.principal(), wanted.name().strip(), Objects.requireNonNullElse(wanted.description(), ""));
        return Answer.created("/v1/projects/" + made.id(), view(made));
    }

    private Answer show(Call call) {
        return Answer.ok(view(projects.find(call.principal().org(), id(call))));
    }

    private Answer change(Call call) {
        var change = call.body(ProjectChange.class);
        var before = projects.find(call.principal().org(), id(call));
        var name = Optional.ofNullable(change.name()).map(String::strip).orElse(before.name());
        var description =
                call.has("description") ? Objects.requireNonNullElse(change.description(), "") : before.description();
        var revision =
                call.header("If-Match").map(text -> text.replace("\"", "")).map(Long::valueOf);
        var named = change.name() == null && !call.has("description") && change.rollbackOnFailure() != null
                ? before
                : projects.rename(call.principal(), before.id(), name, description, revision);
        var rollback = Objects.requireNonNullElse(change.rollbackOnFailure(), named.rollbackOnFailure());
        return Answer.ok(view(projects.rollBack(call.principal(), before.id(), rollback)));
    }

    private Answer delete(Call call) {
        var keep = !call.query("contents").orElse("keep").equals("trash");
        projects.delete(call.principal(), id(call), keep);
        return Answer.noContent();
    }

    private static ProjectId id(Call call) {
        return new ProjectId(call.path("id"));
    }

    private ProjectView view(Project project) {
        return new ProjectView(
                project.id(),
                project.name(),
                project.description(),
                projects.folder(project).toString(),
                project.isDefault(),
                project.rollbackOnFailure(),
                project.revision(),
                project.createdAt(),
                project.updatedAt());
    }
}
