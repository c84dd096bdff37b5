package aule.tools;

import aule.kernel.ToolName;
import aule.policy.Confirmation;
import aule.policy.Confirmations;
import aule.schema.Describe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks the person a question; the call waits, and its result is what the person says. */
final class AskUser implements Tool {

    record Input(
            String question,
            @Describe("Answers to choose from.") @Nullable List<String> options) {}

    private static final Spec SPEC = new Spec(
            new ToolName("ask_user"),
            "Ask the person and wait for the answer.",
            Input.class,
            Effect.READ,
            true,
            Duration.ofSeconds(5));

    @Override
    public Spec spec() {
        return SPEC;
    }

    Confirmations.Question question(Tools.Request request, Arguments.Outcome.Good arguments) {
        var input = (Input) arguments.value();
        return new Confirmations.Question(
                request.run(),
                request.callId(),
                Confirmation.Kind.QUESTION,
                SPEC.name(),
                arguments.json(),
                input.question(),
                "question",
                "The agent asks.",
                Optional.ofNullable(input.options()).orElse(List.of()));
    }

    @Override
    public Result call(Call call) {
        return Result.failure("Nobody was asked; a person's answer comes by a confirmation.");
    }
}
