package aule.agents;

import aule.agents.undo.RunUndos;
import aule.agents.undo.RunWork;
import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.journal.Journal;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunId;
import aule.workspace.ChangeView;
import aule.workspace.Checkpoints;
import aule.workspace.UndoView;
import aule.workspace.UndoView.ChosenView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the operations of {@code api/agents.yaml} that tell what a run did to files and take it back. */
final class RunUndosApi {

    record UndoRun(
            @Nullable String callId,
            @Nullable List<String> paths,
            @Nullable List<ChosenView> choices,
            @Nullable String token,
            @Nullable Boolean preview) {}

    private final Runs runs;
    private final RunWork work;
    private final RunUndos undos;
    private final Checkpoints checkpoints;

    RunUndosApi(Runs runs, RunWork work, RunUndos undos, Checkpoints checkpoints) {
        this.runs = runs;
        this.work = work;
        this.undos = undos;
        this.checkpoints = checkpoints;
    }

    Map<String, Handler> handlers() {
        return Map.of("listRunChanges", this::changes, "undoRun", this::undo);
    }

    private Answer changes(Call call) {
        var run = run(call);
        var stretches = work.of(run, call.query("call_id")).stretches();
        var skip = skip(call);
        var diff = checkpoints.diff(run.org(), run.started().projectId(), stretches, skip, Paging.limit(call));
        return Answer.ok(ChangeView.Page.of(diff, skip));
    }

    private Answer undo(Call call) {
        var run = run(call);
        var wanted = call.body(UndoRun.class);
        var one = Optional.ofNullable(wanted.callId());
        var wish = UndoView.wish(wanted.paths(), wanted.choices());
        if (Boolean.TRUE.equals(wanted.preview())) {
            var preview = undos.preview(run, one, wish);
            return Answer.ok(UndoView.PlanView.of(preview.plan(), preview.outside()));
        }
        var done = undos.make(origin(call, run), run, one, wish, wanted.token());
        return Answer.ok(UndoView.DoneView.of(done.done(), done.outside()));
    }

    private RunState run(Call call) {
        return runs.find(call.principal().org(), new RunId(call.path("id")));
    }

    private static int skip(Call call) {
        var cursor = call.query("cursor").orElse("0");
        if (!cursor.matches("[0-9]{1,9}")) {
            throw new AuleException(
                    ErrorCode.INVALID, "The cursor is not one that a page before gave; begin without one.");
        }
        return Integer.parseInt(cursor);
    }

    private static Journal.Origin origin(Call call, RunState run) {
        return new Journal.Origin(
                run.org(),
                run.started().projectId(),
                call.principal().user().value(),
                run.id().value(),
                null,
                Journal.NO_LEASE);
    }
}
