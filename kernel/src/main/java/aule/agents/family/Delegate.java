package aule.agents.family;

import aule.kernel.AuleException;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.tools.Tool;
import java.time.Duration;
import java.util.List;

/** Has other agents do several tasks at the same time, and answers when all of them have ended. */
final class Delegate implements Tool {

    private static final int MOST = 16;

    record Input(
            @Describe("1 to 16; they are done at the same time.")
            List<Task> tasks) {}

    private static final Spec SPEC = new Spec(
                    new ToolName("delegate"),
                    "Have other agents do tasks in parallel and get all their results.",
                    Input.class,
                    Effect.WRITE,
                    true,
                    Duration.ofSeconds(30))
            .neededSeldom();

    private final Family family;
    private final Outcomes outcomes;

    Delegate(Family family) {
        this.family = family;
        this.outcomes = new Outcomes(family);
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
        var tasks = call.as(Input.class).tasks();
        if (tasks.isEmpty() || tasks.size() > MOST) {
            return Result.failure("Give 1 to %d tasks, not %d.".formatted(MOST, tasks.size()));
        }
        try {
            var children = family.start(call, tasks, false);
            var working = children.stream().anyMatch(child -> !child.status().ended());
            if (working) {
                return new Result.Pending("child", null);
            }
            family.report(children);
            return Result.success(outcomes.of(children));
        } catch (AuleException refused) {
            return Refused.of(refused);
        }
    }
}
