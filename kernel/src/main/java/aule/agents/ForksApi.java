package aule.agents;

import aule.agents.past.Edit;
import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.AuleException;
import aule.kernel.CheckpointId;
import aule.kernel.ErrorCode;
import aule.kernel.PersonaId;
import aule.kernel.RunId;
import aule.kernel.SnapshotId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Answers the operations of {@code api/agents.yaml} that keep runs, and begin runs with the history of another. */
final class ForksApi {

    record ForkRun(
            @Nullable Long at,
            @Nullable String goal,
            @Nullable String message,
            @Nullable String model,
            @Nullable PersonaId personaId,
            @Nullable Integer priority,
            @Nullable NewAnswer answer,
            @Nullable NewResult result,
            ForkChange.@Nullable Files workspace) {}

    record NewAnswer(
            @Nullable String thought,
            @Nullable String text,
            @Nullable List<NewCall> toolCalls) {

        Edit edit() {
            var calls = Objects.requireNonNullElse(toolCalls, List.<NewCall>of()).stream()
                    .map(it -> new Edit.Call(it.tool(), it.arguments().toString()))
                    .toList();
            return new Edit.Answer(
                    Objects.requireNonNullElse(thought, ""), Objects.requireNonNullElse(text, ""), calls);
        }
    }

    record NewCall(String tool, JsonNode arguments) {}

    record NewResult(boolean ok, String output) {}

    record MakeSnapshot(@Nullable String label) {}

    record RestoreSnapshot(
            @Nullable String goal,
            @Nullable String message,
            @Nullable String model,
            @Nullable PersonaId personaId,
            @Nullable Integer priority,
            ForkChange.@Nullable Files workspace) {}

    record SnapshotView(
            SnapshotId id,
            RunId runId,
            String label,
            long position,
            CheckpointId checkpointId,
            RunStatus status,
            int step,
            Instant madeAt) {

        static SnapshotView of(Snapshot it) {
            return new SnapshotView(
                    it.id(), it.run(), it.label(), it.position(), it.files(), it.status(), it.step(), it.madeAt());
        }
    }

    record SnapshotList(
            List<SnapshotView> snapshots,
            int count,
            @Nullable String nextCursor) {}

    private final Runs runs;
    private final RunViews views;
    private final Forks forks;
    private final Snapshots snapshots;

    ForksApi(Runs runs, RunViews views, Forks forks, Snapshots snapshots) {
        this.runs = runs;
        this.views = views;
        this.forks = forks;
        this.snapshots = snapshots;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "forkRun", this::fork,
                "makeSnapshot", this::make,
                "listSnapshots", this::list,
                "restoreSnapshot", this::restore);
    }

    private Answer fork(Call call) {
        var source = source(call);
        var wanted = call.body(ForkRun.class);
        var change = new ForkChange(
                wanted.at(),
                edit(wanted),
                stripped(wanted.goal()),
                wanted.message(),
                wanted.model(),
                wanted.personaId(),
                wanted.priority(),
                Objects.requireNonNullElse(wanted.workspace(), ForkChange.Files.COPY),
                null);
        return started(forks.fork(call.principal(), source, change));
    }

    private Answer make(Call call) {
        var label = Objects.requireNonNullElse(call.body(MakeSnapshot.class).label(), "");
        var made = snapshots.make(call.principal(), source(call), label);
        return Answer.created("/v1/runs/%s/snapshots".formatted(made.run()), SnapshotView.of(made));
    }

    private Answer list(Call call) {
        var limit = Paging.limit(call);
        var after = Paging.number(call.query("cursor"), "cursor").orElse(0L);
        var page = snapshots.page(source(call), after, limit + 1);
        var shown = page.stream().limit(limit).map(SnapshotView::of).toList();
        var next = page.size() > limit ? Long.toString(page.get(limit - 1).seq()) : null;
        return Answer.ok(new SnapshotList(shown, shown.size(), next));
    }

    private Answer restore(Call call) {
        var wanted = call.body(RestoreSnapshot.class);
        var change = new ForkChange(
                null,
                new Edit.None(),
                stripped(wanted.goal()),
                wanted.message(),
                wanted.model(),
                wanted.personaId(),
                wanted.priority(),
                Objects.requireNonNullElse(wanted.workspace(), ForkChange.Files.COPY),
                null);
        var id = new SnapshotId(call.path("snapshot_id"));
        return started(snapshots.restore(call.principal(), source(call), id, change));
    }

    private RunState source(Call call) {
        return runs.find(call.principal().org(), RunsApi.id(call));
    }

    private static @Nullable String stripped(@Nullable String text) {
        return text == null ? null : text.strip();
    }

    private Answer started(RunState run) {
        return Answer.accepted("/v1/runs/" + run.id(), views.of(run));
    }

    private static Edit edit(ForkRun wanted) {
        if (wanted.answer() != null && wanted.result() != null) {
            throw new AuleException(
                    ErrorCode.INVALID, "One event takes another answer or another result, not both; leave one out.");
        }
        if (wanted.answer() != null) {
            return wanted.answer().edit();
        }
        return wanted.result() == null
                ? new Edit.None()
                : new Edit.Result(wanted.result().ok(), wanted.result().output());
    }
}
