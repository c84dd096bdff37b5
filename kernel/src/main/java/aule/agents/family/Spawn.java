package aule.agents.family;

import aule.kernel.AuleException;
import aule.kernel.ToolName;
import aule.tools.Tool;
import java.time.Duration;
import java.util.List;

/** Has another agent do a task in the background; its result comes as a message. */
final class Spawn implements Tool {

    private static final Spec SPEC = new Spec(
                    new ToolName("spawn"),
                    "Have another agent do a task in the background; its result comes to you as a message.",
                    Task.class,
                    Effect.WRITE,
                    true,
                    Duration.ofSeconds(30))
            .neededSeldom();

    private final Family family;

    Spawn(Family family) {
        this.family = family;
    }

    @Override
    public Spec spec() {
        return SPEC;
    }

    @Override
    public boolean changesFiles() {
        return false;
    }

    @Override
    public Result call(Call call) {
        try {
            var child = family.start(call, List.of(call.as(Task.class)), true).getFirst();
            return Result.success("%s works on it as %s; go on, its result comes by itself."
                    .formatted(family.persona(child).traits().name(), child.id()));
        } catch (AuleException refused) {
            return Refused.of(refused);
        }
    }
}
