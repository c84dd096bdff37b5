package aule.agents.family;

import aule.kernel.AuleException;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.tools.Tool;
import java.time.Duration;

/** Says something to another run of the same family; its agent reads it before its next step. */
final class SendMessage implements Tool {

    private static final int LONGEST = 32_000;

    record Input(@Describe("A run's id, or parent.") String to, String text) {}

    private static final Spec SPEC = new Spec(
                    new ToolName("send_message"),
                    "Say something to an agent at work: your parent, your children or those beside you.",
                    Input.class,
                    Effect.WRITE,
                    false,
                    Duration.ofSeconds(10))
            .neededSeldom();

    private final Family family;

    SendMessage(Family family) {
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
        var input = call.as(Input.class);
        if (input.text().isBlank() || input.text().length() > LONGEST) {
            return Result.failure(
                    "A message has 1 to %d characters; put longer texts into a file and name it.".formatted(LONGEST));
        }
        try {
            var self = family.self(call);
            var other = family.relative(self, input.to());
            family.tell(self, other, input.text());
            return Result.success("%s reads it before its next step.".formatted(other.id()));
        } catch (AuleException refused) {
            return Refused.of(refused);
        }
    }
}
