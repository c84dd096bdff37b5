package aule.agents;

import aule.kernel.Envelope;
import aule.kernel.Event;
import aule.kernel.ReceiptId;
import aule.kernel.RunEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** The steps of one run, gathered from its events as they come. Not for several threads. */
final class Steps {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A call that was asked for, with the thought it came from. */
    private record Asked(
            String thought,
            RunEvent.ToolRequest call,
            String model,
            @Nullable Map<String, Long> blocks) {}

    private final Map<String, Asked> open = new LinkedHashMap<>();
    private final List<Step> done = new ArrayList<>();
    private final List<ReceiptId> receipts = new ArrayList<>();
    private RunEvent.@Nullable ModelAnswered last;

    static Steps of(List<Envelope> history) {
        var steps = new Steps();
        history.forEach(event -> steps.add(event.body()));
        return steps;
    }

    /** Takes the next event and returns the step that it finished. */
    Optional<Step> add(Event event) {
        return switch (event) {
            case RunEvent.ModelAnswered answer -> asked(answer);
            case RunEvent.ToolCalled call -> called(call);
            case RunEvent.ToolAnswered answer -> answered(answer);
            case RunEvent.Completed end -> completed(end);
            case RunEvent.Inherited past -> inherited(past);
            case RunEvent.Imported whole when whole.ended() instanceof RunEvent.Completed end -> completed(end);
            default -> Optional.empty();
        };
    }

    private Optional<Step> inherited(RunEvent.Inherited past) {
        past.events().forEach(this::add);
        return Optional.empty();
    }

    private Optional<Step> asked(RunEvent.ModelAnswered answer) {
        last = answer;
        var thought = thought(answer);
        var blocks = answer.blocks();
        for (var call : answer.toolCalls()) {
            open.put(call.callId(), new Asked(thought, call, answer.model(), blocks));
            thought = "";
            blocks = null;
        }
        return Optional.empty();
    }

    /** What executes may differ from what was asked: it was repaired, or edited by a person. */
    private Optional<Step> called(RunEvent.ToolCalled call) {
        open.computeIfPresent(
                call.callId(),
                (id, asked) -> new Asked(
                        asked.thought(),
                        new RunEvent.ToolRequest(id, call.tool().value(), call.arguments()),
                        asked.model(),
                        asked.blocks()));
        return Optional.empty();
    }

    private Optional<Step> answered(RunEvent.ToolAnswered answer) {
        var asked = open.remove(answer.callId());
        if (asked == null) {
            return Optional.empty();
        }
        if (answer.receiptId() != null) {
            receipts.add(answer.receiptId());
        }
        return finished(step(asked, seen(answer.output()), answer.receiptId(), answer.durationMs()));
    }

    private Optional<Step> completed(RunEvent.Completed end) {
        var by = last;
        var thought = by == null || !by.toolCalls().isEmpty() ? "" : by.thought();
        var took = by == null || !by.toolCalls().isEmpty() ? 0 : by.durationMs();
        var nothing = JsonNodeFactory.instance.objectNode();
        return finished(new Step(
                thought,
                "",
                nothing,
                "",
                true,
                end.answer(),
                null,
                took,
                by == null ? null : by.model(),
                by == null || !by.toolCalls().isEmpty() ? null : by.blocks()));
    }

    private Optional<Step> finished(Step step) {
        done.add(step);
        return Optional.of(step);
    }

    /** The finished steps, then those whose call has no answer yet. */
    List<Step> all() {
        var all = new ArrayList<>(done);
        open.values().forEach(asked -> all.add(step(asked, "No answer yet.", null, 0)));
        return List.copyOf(all);
    }

    /** The finished steps. */
    int count() {
        return done.size();
    }

    List<ReceiptId> receipts() {
        return List.copyOf(receipts);
    }

    /** The thought that led to the end, else the last one there was. */
    String thought() {
        return done.reversed().stream()
                .map(Step::thought)
                .filter(it -> !it.isBlank())
                .findFirst()
                .orElse("");
    }

    /** The reasoning an answer showed, else what it said. */
    static String thought(RunEvent.ModelAnswered answer) {
        return answer.thought().isBlank() ? answer.text() : answer.thought();
    }

    private static String seen(String output) {
        return output.isBlank() ? "(no output)" : output;
    }

    private static Step step(Asked asked, String observation, @Nullable ReceiptId receipt, long durationMs) {
        var call = asked.call();
        return new Step(
                asked.thought(),
                call.tool(),
                input(call.arguments()),
                observation,
                false,
                "",
                receipt,
                durationMs,
                asked.model(),
                asked.blocks());
    }

    /** The arguments as an object; what is none is shown as it was written. */
    static JsonNode input(String arguments) {
        try {
            var read = JSON.readTree(arguments);
            return read.isObject() ? read : raw(arguments);
        } catch (JacksonException broken) {
            return raw(arguments);
        }
    }

    private static JsonNode raw(String arguments) {
        return JsonNodeFactory.instance.objectNode().put("raw", arguments);
    }
}
