package aule.agents.past;

import aule.agents.past.PastStep.PastCall;
import aule.kernel.Envelope;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The steps of a run, gathered from its record. */
final class PastSteps {

    private record Given(@Nullable Long position, @Nullable Instant at, RunEvent.ModelAnswered answer) {}

    private final List<Given> given = new ArrayList<>();
    private final Map<String, RunEvent.ToolCalled> called = new HashMap<>();
    private final Map<String, RunEvent.ToolAnswered> answers = new HashMap<>();

    private PastSteps() {}

    static List<PastStep> of(List<Envelope> history) {
        var steps = new PastSteps();
        for (var event : history) {
            if (event.body() instanceof RunEvent.Inherited past) {
                past.events().forEach(it -> steps.add(null, null, it));
            } else {
                steps.add(event.position(), event.at(), event.body());
            }
        }
        return steps.given.stream().map(steps::step).toList();
    }

    private void add(@Nullable Long position, @Nullable Instant at, Event event) {
        switch (event) {
            case RunEvent.ModelAnswered answer -> given.add(new Given(position, at, answer));
            case RunEvent.ToolCalled call -> called.put(call.callId(), call);
            case RunEvent.ToolAnswered answer -> answers.put(answer.callId(), answer);
            default -> {
                // belongs to no step
            }
        }
    }

    private PastStep step(Given it) {
        var calls = it.answer().toolCalls().stream()
                .map(call -> new PastCall(call, called.get(call.callId()), answers.get(call.callId())))
                .toList();
        return new PastStep(it.position(), it.at(), it.answer(), calls);
    }
}
