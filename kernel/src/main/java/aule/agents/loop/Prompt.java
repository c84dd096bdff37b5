package aule.agents.loop;

import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.ChatModel.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The request to the model, growing with the run. What stands in it never changes, so that every request begins with
 * the bytes of the one before.
 */
final class Prompt {

    private final Brief brief;
    private final PromptSize size = new PromptSize();
    private final List<Message> messages = new ArrayList<>();
    private final Map<String, RunEvent.ToolAnswered> results = new HashMap<>();
    private List<RunEvent.ToolRequest> asked = List.of();
    private int heard;

    Prompt(Brief brief) {
        this.brief = brief;
        size.add(brief.system());
        brief.tools().forEach(size::add);
        brief.earlier().forEach(this::say);
    }

    /** Takes in what has been told since the last time. */
    void hear(List<RunEvent> told) {
        for (; heard < told.size(); heard++) {
            hear(told.get(heard));
        }
    }

    private void hear(RunEvent event) {
        switch (event) {
            case RunEvent.ModelAnswered answer -> said(answer);
            case RunEvent.ToolAnswered answer -> answered(answer);
            default -> {
                // nothing a model needs to know
            }
        }
    }

    private void said(RunEvent.ModelAnswered answer) {
        asked = answer.toolCalls();
        say(brief.dialect().said(answer));
        if (asked.isEmpty()) {
            say(new Message.User(brief.dialect().nudge(answer)));
        }
    }

    /** Results may come in any order; they are passed on in the order asked, once all are there. */
    private void answered(RunEvent.ToolAnswered answer) {
        results.put(answer.callId(), answer);
        if (asked.stream().allMatch(call -> results.containsKey(call.callId()))) {
            var inOrder = asked.stream()
                    .map(call -> Objects.requireNonNull(results.get(call.callId())))
                    .toList();
            brief.dialect().results(inOrder).forEach(this::say);
            results.clear();
        }
    }

    private void say(Message message) {
        messages.add(message);
        size.add(message);
    }

    ChatModel.Request request() {
        return new ChatModel.Request(brief.system(), messages, brief.tools(), brief.maxTokens(), null);
    }

    PromptSize size() {
        return size;
    }
}
