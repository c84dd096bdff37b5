package aule.agents;

import aule.api.Answer;
import aule.api.Call;
import aule.api.Operations;
import aule.kernel.ArtifactId;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.workspace.Artifacts;
import java.util.Map;

/** Goes from artifacts back to the runs that made them. */
final class OriginsApi {

    private final Artifacts artifacts;
    private final Runs runs;
    private final RunViews views;

    OriginsApi(Artifacts artifacts, Runs runs, RunViews views) {
        this.artifacts = artifacts;
        this.runs = runs;
        this.views = views;
    }

    Map<String, Operations.Handler> handlers() {
        return Map.of("regenerateArtifact", this::regenerate);
    }

    private Answer regenerate(Call call) {
        var principal = call.principal();
        var artifact = artifacts.find(principal.org(), new ArtifactId(call.path("id")));
        var origin = artifact.run();
        if (origin == null) {
            throw new AuleException(
                    ErrorCode.CONFLICT,
                    "'%s' was kept by a person; there is no run that could make it again.".formatted(artifact.name()));
        }
        var again = runs.repeat(principal, origin);
        return Answer.accepted("/v1/runs/" + again.id(), views.of(again));
    }
}
