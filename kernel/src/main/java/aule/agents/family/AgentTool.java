package aule.agents.family;

import aule.agents.Persona;
import aule.agents.RunState;
import aule.kernel.AuleException;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.kernel.ToolName;
import aule.schema.Describe;
import aule.tools.Tool;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has one agent do a task, and answers with its final answer and the run in which it was given. */
final class AgentTool implements Tool {

    private static final int WORDS = 160;

    record Input(
            @Describe("What is to be done, with everything it must know.")
            String task,

            @Nullable List<String> constraints,

            @Describe("text, markdown, json, or a JSON Schema for the answer.") @Nullable
            Object outputFormat) {}

    private final Family family;
    private final Outcomes outcomes;
    private final Persona persona;
    private final Spec spec;

    AgentTool(Family family, Persona persona, ToolName name) {
        this.family = family;
        this.outcomes = new Outcomes(family);
        this.persona = persona;
        this.spec = new Spec(name, purpose(persona), Input.class, Effect.WRITE, true, Duration.ofSeconds(30));
    }

    private static String purpose(Persona persona) {
        var words = persona.traits().description();
        var clipped = words.length() <= WORDS ? words : words.substring(0, WORDS - 1) + "…";
        return "Have %s do a task and get the answer. %s"
                .formatted(persona.traits().name(), clipped);
    }

    @Override
    public Spec spec() {
        return spec;
    }

    @Override
    public boolean changesFiles() {
        return false;
    }

    @Override
    public Result call(Call call) {
        try {
            var child = family.start(call, List.of(task(call.as(Input.class))), false)
                    .getFirst();
            return child.status().ended() ? outcome(child) : new Result.Pending("child", null);
        } catch (AuleException refused) {
            return Refused.of(refused);
        }
    }

    private Task task(Input input) {
        var agent = persona.id().value();
        return new Task(
                input.task(), agent, null, null, input.constraints(), null, null, null, null, input.outputFormat());
    }

    private Result outcome(RunState child) {
        family.report(List.of(child));
        var words = outcomes.of(child);
        return child.ended() instanceof RunEvent.Completed
                ? Result.success(words)
                : Result.failure(ErrorCode.TOOL_FAILED.wire(), words);
    }
}
