package aule.tools;

import aule.kernel.ToolName;
import aule.schema.Describe;
import java.time.Duration;

/** Says that the goal is reached; whoever leads the run ends it with this answer. */
final class Complete implements Tool {

    record Input(
            @Describe("The final answer for the person.") String answer) {}

    private static final Spec SPEC = new Spec(
            new ToolName("complete"),
            "End the run with its answer.",
            Input.class,
            Effect.READ,
            true,
            Duration.ofSeconds(5));

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public Result call(Call call) {
        return Result.success(call.as(Input.class).answer());
    }
}
