package aule.agents.loop.context;

import aule.kernel.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One step that no summary stands for yet: an answer of the model and what came of its calls. */
record StepNote(RunEvent.ModelAnswered answer, List<RunEvent.ToolAnswered> results) {

    StepNote(RunEvent.ModelAnswered answer) {
        this(answer, new ArrayList<>());
    }

    int step() {
        return answer.step();
    }

    /** The step on one line, with so many characters of each output. */
    String line(int output) {
        if (answer.toolCalls().isEmpty()) {
            return "%d. said: %s".formatted(step(), Words.clip(answer.text(), output));
        }
        return answer.toolCalls().stream()
                .map(call ->
                        "%s %s → %s".formatted(call.tool(), Words.subject(call.arguments(), 80), outcome(call, output)))
                .collect(Collectors.joining("; ", step() + ". ", ""));
    }

    private String outcome(RunEvent.ToolRequest call, int output) {
        return result(call.callId())
                .map(it -> (it.ok() ? "ok: " : "failed (%s): ".formatted(it.error())) + Words.clip(it.output(), output))
                .orElse("no answer");
    }

    private Optional<RunEvent.ToolAnswered> result(String callId) {
        return results.stream().filter(it -> it.callId().equals(callId)).findFirst();
    }

    /** The step for whoever summarises it, in at most about so many characters. */
    String told(int longest) {
        var text = new StringBuilder("Step %d\n".formatted(step()));
        var each = Math.max(80, longest / (answer.toolCalls().size() * 2 + 1));
        var words = answer.thought().isBlank() ? answer.text() : answer.thought();
        if (!words.isBlank()) {
            text.append("  thought: ")
                    .append(Words.clip(words, Math.min(each, 600)))
                    .append('\n');
        }
        for (var call : answer.toolCalls()) {
            text.append("  %s %s\n".formatted(call.tool(), Words.clip(call.arguments(), each)));
            text.append("  → %s\n".formatted(outcome(call, each)));
        }
        return text.toString();
    }
}
