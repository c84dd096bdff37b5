package aule.agents;

import aule.kernel.RunId;
import aule.kernel.ToolName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A call in doubt as the edge shows it. */
record DoubtView(
        RunId runId,
        String callId,
        ToolName tool,
        JsonNode arguments,
        Instant since,
        Doubt.@Nullable Settlement settled) {

    static DoubtView of(Doubt doubt) {
        return new DoubtView(
                doubt.run(),
                doubt.callId(),
                doubt.tool(),
                Steps.input(doubt.arguments()),
                doubt.since(),
                doubt.settled());
    }
}
