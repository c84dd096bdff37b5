package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.ErrorCode;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.workspace.SqlCheckpoints.Placed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the operations on checkpoints of {@code api/workspace.yaml}. */
final class CheckpointsApi {

    /** How many paths one answer names. */
    private static final int SHOWN = 200;

    record NewCheckpoint(String projectId, @Nullable String label) {}

    record RestoreCheckpoint(@Nullable List<String> paths) {}

    record CheckpointView(
            CheckpointId id,
            ProjectId projectId,
            @Nullable RunId runId,
            String label,
            String actor,
            String tree,
            long files,
            long bytes,
            int leftOutCount,
            Instant madeAt,
            @Nullable String name,
            @Nullable String cleared) {}

    record CheckpointList(
            List<CheckpointView> checkpoints,
            int count,
            @Nullable String nextCursor) {}

    record CheckpointDetail(CheckpointView checkpoint, List<LeftOut> leftOut) {}

    record RestoredView(
            CheckpointView checkpoint,
            CheckpointView before,
            List<ChangeView> changes,
            int changed,
            List<Untouched> untouched,
            int untouchedCount) {}

    private final Checkpoints checkpoints;
    private final Projects projects;

    CheckpointsApi(Checkpoints checkpoints, Projects projects) {
        this.checkpoints = checkpoints;
        this.projects = projects;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listCheckpoints", this::list,
                "makeCheckpoint", this::make,
                "showCheckpoint", this::show,
                "diffCheckpoint", this::diff,
                "restoreCheckpoint", this::restore);
    }

    private Answer list(Call call) {
        var org = call.principal().org();
        var project = projects.find(org, new ProjectId(call.query("project_id").orElseThrow()));
        var limit = limit(call);
        var page = checkpoints.page(org, project.id(), number(call, Long.MAX_VALUE), limit + 1);
        var shown = page.stream().limit(limit).toList();
        var next = page.size() > limit ? Long.toString(shown.getLast().seq()) : null;
        return Answer.ok(new CheckpointList(
                shown.stream().map(Placed::checkpoint).map(CheckpointsApi::view).toList(), shown.size(), next));
    }

    private Answer make(Call call) {
        var wanted = call.body(NewCheckpoint.class);
        var project = new ProjectId(wanted.projectId());
        var made =
                checkpoints.make(origin(call, project), project, null, Objects.requireNonNullElse(wanted.label(), ""));
        return Answer.created("/v1/checkpoints/" + made.id(), view(made));
    }

    private Answer show(Call call) {
        var found = found(call, call.path("id"));
        var leftOut = checkpoints.leftOut(found).stream()
                .limit(SHOWN)
                .map(it -> new LeftOut(RawNames.shown(it.path()), it.reason()))
                .toList();
        return Answer.ok(new CheckpointDetail(view(found), leftOut));
    }

    private Answer diff(Call call) {
        var from = found(call, call.path("id"));
        var against = call.query("against").map(it -> found(call, it));
        var skip = (int) Math.min(Integer.MAX_VALUE, number(call, 0));
        var limit = limit(call);
        var diff = against.map(to -> checkpoints.diff(from, to, skip, limit))
                .orElseGet(() -> checkpoints.diff(from, skip, limit));
        return Answer.ok(ChangeView.Page.of(diff, skip));
    }

    private Answer restore(Call call) {
        var wanted =
                Objects.requireNonNullElse(call.body(RestoreCheckpoint.class).paths(), List.<String>of());
        var checkpoint = found(call, call.path("id"));
        var done = checkpoints.restore(origin(call, checkpoint.project()), checkpoint.id(), wanted);
        return Answer.ok(new RestoredView(
                view(done.checkpoint()),
                view(done.before()),
                views(done.changed().stream().limit(SHOWN).toList()),
                done.changed().size(),
                done.untouched().stream().limit(SHOWN).toList(),
                done.untouched().size()));
    }

    private Checkpoint found(Call call, String id) {
        return checkpoints.find(call.principal().org(), new CheckpointId(id));
    }

    static int limit(Call call) {
        return call.query("limit").map(Integer::valueOf).orElse(50);
    }

    static long number(Call call, long otherwise) {
        var cursor = call.query("cursor");
        if (cursor.isPresent() && !cursor.get().matches("[0-9]{1,18}")) {
            throw new AuleException(
                    ErrorCode.INVALID, "The cursor is not one that a page before gave; begin without one.");
        }
        return cursor.map(Long::valueOf).orElse(otherwise);
    }

    static Journal.Origin origin(Call call, ProjectId project) {
        var principal = call.principal();
        return new Journal.Origin(
                principal.org(), project, principal.user().value(), project.value(), null, Journal.NO_LEASE);
    }

    static CheckpointView view(Checkpoint it) {
        var cleared = it.cleared();
        return new CheckpointView(
                it.id(),
                it.project(),
                it.run(),
                it.label(),
                it.actor(),
                it.tree(),
                it.files(),
                it.bytes(),
                it.leftOut(),
                it.madeAt(),
                it.name().isEmpty() ? null : it.name(),
                cleared == null ? null : cleared.reason());
    }

    private static List<ChangeView> views(List<Change> changes) {
        return changes.stream().map(ChangeView::of).toList();
    }
}
