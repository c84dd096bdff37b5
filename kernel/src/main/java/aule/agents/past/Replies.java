package aule.agents.past;

import aule.agents.loop.Finish;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import aule.models.ChatModel.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a model must have said for a run to have written down what it did. */
final class Replies {

    private Replies() {}

    /**
     * @param next what the worker wrote down after the answer
     * @param tools whether the model calls tools by the means of its own protocol
     */
    static Reply of(RunEvent.ModelAnswered answer, @Nullable Event next, boolean tools) {
        var finish = Finish.of(answer, next);
        if (tools) {
            var calls = answer.toolCalls().stream()
                    .map(it -> new ChatModel.ToolCall(it.callId(), it.tool(), it.arguments()))
                    .toList();
            return reply(answer, answer.text(), answer.thought(), calls, finish);
        }
        if (!answer.toolCalls().isEmpty()) {
            return reply(answer, action(answer), "", List.of(), finish);
        }
        var ends = next instanceof RunEvent.Completed || finish.equals(Reply.GAVE_UP);
        return ends
                ? reply(answer, ending(answer), "", List.of(), finish)
                : reply(answer, answer.text(), answer.thought(), List.of(), finish);
    }

    private static Reply reply(
            RunEvent.ModelAnswered answer, String text, String thought, List<ChatModel.ToolCall> calls, String finish) {
        return new Reply(
                text,
                thought,
                calls,
                finish,
                answer.usage(),
                answer.firstTokenMs(),
                answer.durationMs(),
                answer.responseId());
    }

    /** An action in the one written form that keeps every character. */
    private static String action(RunEvent.ModelAnswered answer) {
        var call = answer.toolCalls().getFirst();
        return text(object(answer).put("action", call.tool()).put("action_input", call.arguments()));
    }

    private static String ending(RunEvent.ModelAnswered answer) {
        return text(object(answer).put("final_answer", answer.text()));
    }

    private static ObjectNode object(RunEvent.ModelAnswered answer) {
        return JsonNodeFactory.instance.objectNode().put("thought", answer.thought());
    }

    /** Without anything that could be taken for a tag. */
    private static String text(ObjectNode object) {
        return object.toString().replace("<", "\\u003c");
    }
}
