package aule.agents;

import aule.agents.past.Difference;
import aule.agents.past.Mode;
import aule.agents.past.Recordings;
import aule.agents.past.Replay;
import aule.agents.past.Replays;
import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations.Handler;
import aule.kernel.RunId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers the operations on the past of runs of {@code api/agents.yaml}. */
final class PastApi {

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

    private final Runs runs;
    private final Recordings recordings;
    private final Replays replays;

    PastApi(Runs runs, Recordings recordings, Replays replays) {
        this.runs = runs;
        this.recordings = recordings;
        this.replays = replays;
    }

    Map<String, Handler> handlers() {
        return Map.of("replayRun", this::replay);
    }

    private Answer replay(Call call) {
        var run = runs.find(call.principal().org(), id(call));
        var mode = Objects.requireNonNullElse(call.body(ReplayRun.class).mode(), Mode.STRICT);
        return Answer.ok(ReplayView.of(run.id(), replays.play(recordings.of(run), mode)));
    }

    private static RunId id(Call call) {
        return new RunId(call.path("id"));
    }
}
