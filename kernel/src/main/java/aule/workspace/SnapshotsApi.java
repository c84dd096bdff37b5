package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.CheckpointId;
import aule.kernel.ProjectId;
import aule.workspace.CheckpointsApi.CheckpointView;
import aule.workspace.SqlCheckpoints.Placed;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the operations of {@code api/workspace.yaml} on a project's snapshots and on what is kept of it. */
final class SnapshotsApi {

    record NameSnapshot(String name) {}

    record SnapshotList(
            List<CheckpointView> snapshots,
            int count,
            @Nullable String nextCursor) {}

    record KeepingView(
            int checkpoints,
            int snapshots,
            long bytes,
            long mostBytes,
            int mostDays,
            @Nullable Instant oldestAt) {}

    private final Snapshots snapshots;
    private final Projects projects;

    SnapshotsApi(Snapshots snapshots, Projects projects) {
        this.snapshots = snapshots;
        this.projects = projects;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "listProjectSnapshots", this::list,
                "makeProjectSnapshot", this::make,
                "deleteProjectSnapshot", this::delete,
                "showKeeping", this::keeping,
                "clearCheckpoints", this::clear);
    }

    private Answer list(Call call) {
        var limit = CheckpointsApi.limit(call);
        var before = CheckpointsApi.number(call, Long.MAX_VALUE);
        var page = snapshots.page(call.principal().org(), project(call), before, limit + 1);
        var shown = page.stream().limit(limit).toList();
        var next = page.size() > limit ? Long.toString(shown.getLast().seq()) : null;
        return Answer.ok(new SnapshotList(
                shown.stream().map(Placed::checkpoint).map(CheckpointsApi::view).toList(), shown.size(), next));
    }

    private Answer make(Call call) {
        var project = project(call);
        var name = call.body(NameSnapshot.class).name().strip();
        var made = snapshots.make(CheckpointsApi.origin(call, project), project, name);
        return Answer.created("/v1/checkpoints/" + made.id(), CheckpointsApi.view(made));
    }

    private Answer delete(Call call) {
        var project = project(call);
        snapshots.delete(CheckpointsApi.origin(call, project), project, new CheckpointId(call.path("snapshot_id")));
        return Answer.noContent();
    }

    private Answer keeping(Call call) {
        return Answer.ok(view(snapshots.keeping(project(call))));
    }

    private Answer clear(Call call) {
        var project = project(call);
        snapshots.clear(CheckpointsApi.origin(call, project), project);
        return Answer.ok(view(snapshots.keeping(project)));
    }

    private static KeepingView view(Snapshots.Keeping it) {
        return new KeepingView(
                it.checkpoints(),
                it.snapshots(),
                it.bytes(),
                it.limits().mostBytes(),
                (int) it.limits().age().toDays(),
                it.oldestAt());
    }

    private ProjectId project(Call call) {
        return projects.find(call.principal().org(), new ProjectId(call.path("id")))
                .id();
    }
}
