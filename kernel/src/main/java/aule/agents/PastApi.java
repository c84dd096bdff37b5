package aule.agents;

import aule.agents.parcel.Parcels;
import aule.agents.past.Comparison;
import aule.agents.past.Difference;
import aule.agents.past.Mode;
import aule.agents.past.Replay;
import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.ProjectId;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the operations on runs as records of {@code api/agents.yaml}: played again, side by side, taken along. */
final class PastApi {

    private static final String PARCEL = "application/vnd.aule.run+zip";

    record ReplayRun(@Nullable Mode mode) {}

    record ReplayView(
            RunId runId,
            boolean same,
            Mode mode,
            int events,
            List<Difference> differences,
            int count,
            RunStatus status,
            RunStatus recordedStatus) {

        static ReplayView of(RunId run, Replay replay) {
            return new ReplayView(
                    run,
                    replay.same(),
                    replay.mode(),
                    replay.events(),
                    replay.differences(),
                    replay.count(),
                    replay.status(),
                    replay.recorded());
        }
    }

    record Imported(List<RunView> runs, int count) {}

    private final Runs runs;
    private final RunViews views;
    private final PastDoors past;

    PastApi(Runs runs, RunViews views, PastDoors past) {
        this.runs = runs;
        this.views = views;
        this.past = past;
    }

    Map<String, Handler> handlers() {
        return Map.of(
                "replayRun", this::replay,
                "replayFile", this::replayFile,
                "exportRun", this::export,
                "importRun", this::take,
                "compareRuns", this::compare);
    }

    private Answer replay(Call call) {
        var run = run(call);
        var mode = Objects.requireNonNullElse(call.body(ReplayRun.class).mode(), Mode.STRICT);
        return Answer.ok(
                ReplayView.of(run.id(), past.replays().play(past.recordings().of(run), mode)));
    }

    private Answer replayFile(Call call) {
        var mode = call.query("mode").map(Mode::of).orElse(Mode.STRICT);
        var parcel = past.parcels().read(call.principal().org(), file(call));
        var recording = past.parcels().recording(parcel, parcel.manifest().root());
        return Answer.ok(ReplayView.of(recording.run(), past.replays().play(recording, mode)));
    }

    private Answer export(Call call) {
        var run = run(call);
        var bytes = past.exports().of(run);
        return Answer.bytes(PARCEL, bytes.length, offset -> from(bytes, offset))
                .with("Content-Disposition", "attachment; filename=\"%s.aulerun\"".formatted(run.id()));
    }

    private static ByteArrayInputStream from(byte[] bytes, long offset) {
        var start = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, start, bytes.length - start);
    }

    private Answer take(Call call) {
        var project = call.query("project_id").map(ProjectId::new);
        var taken = past.imports().take(call.principal(), file(call), project);
        var shown = views.of(taken);
        return Answer.created("/v1/runs/" + taken.getFirst().id(), new Imported(shown, shown.size()));
    }

    private Answer compare(Call call) {
        var left = run(call, call.query("left").orElseThrow());
        var right = run(call, call.query("right").orElseThrow());
        var all = Comparison.of(past.recordings().of(left), past.recordings().of(right));
        var limit = Paging.limit(call);
        var after = Paging.number(call.query("cursor"), "cursor").orElse(0L);
        var rest = all.rows().stream().filter(it -> it.step() > after).toList();
        var page = rest.stream().limit(limit).map(ComparisonView.Row::of).toList();
        return Answer.ok(new ComparisonView(
                views.of(left),
                views.of(right),
                all.differing() == 0 && outcome(left).equals(outcome(right)),
                all.divergesAt().orElse((Integer) null),
                all.differing(),
                page,
                page.size(),
                rest.size() > limit ? Integer.toString(page.getLast().step()) : null));
    }

    /** Where it stands, and what came of it. */
    private static List<String> outcome(RunState run) {
        return switch (run.ended()) {
            case RunEvent.Completed end -> List.of(run.status().wire(), end.answer());
            case RunEvent.Failed end -> List.of(run.status().wire(), end.code(), end.detail());
            case RunEvent.Cancelled _ -> List.of(run.status().wire());
            case null -> List.of(run.status().wire());
        };
    }

    private static byte[] file(Call call) {
        return call.parts().stream()
                .filter(part -> !part.filename().isEmpty())
                .findFirst()
                .map(part -> Parcels.bytes(part.open()))
                .orElseThrow(() -> new AuleException(
                        ErrorCode.INVALID, "The upload holds no file; send one as a multipart part with a filename."));
    }

    private RunState run(Call call) {
        return run(call, call.path("id"));
    }

    private RunState run(Call call, String id) {
        return runs.find(call.principal().org(), new RunId(id));
    }
}
