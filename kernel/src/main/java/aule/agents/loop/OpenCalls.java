package aule.agents.loop;

import aule.kernel.ConfirmationEvent;
import aule.kernel.ConfirmationId;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the last answer of the model asked for, and how far that has come. */
final class OpenCalls {

    private static final String COMPLETE = "complete";

    private List<RunEvent.ToolRequest> asked = List.of();
    private final Map<String, RunEvent.ToolCalled> begun = new HashMap<>();
    private final Map<String, RunEvent.ToolAnswered> answers = new HashMap<>();
    private final Map<String, ConfirmationId> questions = new HashMap<>();
    private final Set<String> used = new HashSet<>();
    private int speechless;
    private boolean inherited;
    private boolean refused;

    void add(Event event) {
        switch (event) {
            case RunEvent.Inherited past -> inherit(past);
            case RunEvent.ModelAnswered answer -> begin(answer);
            case RunEvent.ToolCalled call -> begun.put(call.callId(), call);
            case RunEvent.ToolAnswered answer -> answers.put(answer.callId(), answer);
            case RunEvent.AnswerRefused _ -> refused = true;
            case ConfirmationEvent.Requested question -> questions.put(question.callId(), question.confirmationId());
            case ConfirmationEvent.Resolved answer -> questions.remove(answer.callId());
            default -> {
                // changes no call
            }
        }
    }

    /** The goal that another run has reached is not reached here. */
    private void inherit(RunEvent.Inherited past) {
        past.events().forEach(this::add);
        inherited = true;
    }

    private void begin(RunEvent.ModelAnswered answer) {
        inherited = false;
        refused = false;
        asked = answer.toolCalls();
        begun.clear();
        answers.clear();
        asked.forEach(call -> used.add(call.callId()));
        speechless = asked.isEmpty() ? speechless + 1 : 0;
    }

    /** The calls without an answer, in the order asked. */
    List<RunEvent.ToolRequest> open() {
        return asked.stream().filter(it -> !answers.containsKey(it.callId())).toList();
    }

    /** The beginning of a call whose end is not known: it waits, or a crash cut it off. */
    Optional<RunEvent.ToolCalled> begun(String callId) {
        return Optional.ofNullable(begun.get(callId));
    }

    /** The open question to a person about a call. */
    Optional<ConfirmationId> question(String callId) {
        return Optional.ofNullable(questions.get(callId));
    }

    /** What the agent said when it declared the goal reached. */
    Optional<String> completion() {
        return asked.stream()
                .map(call -> answers.get(call.callId()))
                .filter(it -> it != null
                        && !inherited
                        && !refused
                        && it.ok()
                        && it.tool().value().equals(COMPLETE))
                .map(RunEvent.ToolAnswered::output)
                .findFirst();
    }

    /** Whether an earlier call of this run has the id. */
    boolean used(String callId) {
        return used.contains(callId);
    }

    /** How many answers in a row neither called a tool nor ended the run. */
    int speechless() {
        return speechless;
    }
}
