package aule.tools;

import aule.kernel.ToolName;
import java.time.Duration;

/** Lets a model write a thought down where people see it. */
final class Think implements Tool {

    record Input(String thought) {}

    private static final Spec SPEC = new Spec(
            new ToolName("think"),
            "Note a thought; does nothing else.",
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
        return Result.success("ok");
    }
}
