package aule.workspace;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.ErrorCode;
import aule.kernel.OrgId;
import aule.kernel.ProjectId;
import aule.kernel.RunId;
import aule.kernel.UndoId;
import aule.workspace.SqlUndos.Placed;
import aule.workspace.UndoView.ChosenView;
import aule.workspace.UndoView.DoneView;
import aule.workspace.UndoView.PlanView;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers the operations of {@code api/workspace.yaml} that tell what changed in a project and take it back. */
final class UndosApi {

    record UndoProject(
            @Nullable String to,
            @Nullable CheckpointId checkpointId,
            @Nullable UndoId undoId,
            @Nullable List<String> paths,
            @Nullable List<ChosenView> choices,
            @Nullable String token,
            @Nullable Boolean preview) {}

    record UndoList(
            List<UndoView> undos, int count, @Nullable String nextCursor) {}

    private final Undos undos;
    private final Checkpoints checkpoints;
    private final Projects projects;

    UndosApi(Undos undos, Checkpoints checkpoints, Projects projects) {
        this.undos = undos;
        this.checkpoints = checkpoints;
        this.projects = projects;
    }

    Map<String, Handler> handlers() {
        return Map.of("listProjectChanges", this::changes, "listUndos", this::list, "undoInProject", this::undo);
    }

    private Answer changes(Call call) {
        var project = project(call);
        var org = call.principal().org();
        var since = checkpoints.at(org, project, moment(call.query("since").orElseThrow()));
        var skip = (int) Math.min(Integer.MAX_VALUE, CheckpointsApi.number(call, 0));
        var diff = checkpoints.diff(since, skip, CheckpointsApi.limit(call));
        return Answer.ok(ChangeView.Page.of(diff, skip));
    }

    private Answer list(Call call) {
        var limit = CheckpointsApi.limit(call);
        var run = call.query("run_id").map(RunId::new);
        var before = CheckpointsApi.number(call, Long.MAX_VALUE);
        var page = undos.page(call.principal().org(), project(call), run, before, limit + 1);
        var shown = page.stream().limit(limit).toList();
        var next = page.size() > limit ? Long.toString(shown.getLast().seq()) : null;
        return Answer.ok(
                new UndoList(shown.stream().map(Placed::undo).map(UndoView::of).toList(), shown.size(), next));
    }

    private Answer undo(Call call) {
        var wanted = call.body(UndoProject.class);
        var org = call.principal().org();
        var project = project(call);
        var target = target(org, project, wanted);
        var wish = UndoView.wish(wanted.paths(), wanted.choices());
        if (Boolean.TRUE.equals(wanted.preview())) {
            return Answer.ok(PlanView.of(undos.preview(org, target, wish), List.of()));
        }
        var done = undos.make(CheckpointsApi.origin(call, project), target, wish, wanted.token());
        return Answer.ok(DoneView.of(done, List.of()));
    }

    private Undos.Target target(OrgId org, ProjectId project, UndoProject wanted) {
        var ways = Stream.of(
                        Optional.ofNullable(wanted.to())
                                .map(it -> undos.backTo(checkpoints.at(org, project, moment(it)))),
                        Optional.ofNullable(wanted.checkpointId()).map(it -> undos.backTo(here(org, project, it))),
                        Optional.ofNullable(wanted.undoId()).map(it -> undos.redo(org, undos.find(org, project, it))))
                .flatMap(Optional::stream)
                .toList();
        if (ways.size() != 1) {
            throw new AuleException(
                    ErrorCode.INVALID, "Say what to go back to with one of 'to', 'checkpoint_id' and 'undo_id'.");
        }
        return ways.getFirst();
    }

    private Checkpoint here(OrgId org, ProjectId project, CheckpointId id) {
        return Optional.of(checkpoints.find(org, id))
                .filter(it -> it.project().equals(project))
                .orElseThrow(() -> AuleException.notFound("checkpoint", id));
    }

    private ProjectId project(Call call) {
        return projects.find(call.principal().org(), new ProjectId(call.path("id")))
                .id();
    }

    private static Instant moment(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new AuleException(
                    ErrorCode.INVALID, "'%s' is not a time; one looks like 2026-01-31T08:00:00Z.".formatted(text), e);
        }
    }
}
