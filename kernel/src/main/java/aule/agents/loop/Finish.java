package aule.agents.loop;

import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.models.ChatModel;
import org.jspecify.annotations.Nullable;

/** Tells from what a run wrote down how its model had ended an answer. */
public final class Finish {

    private Finish() {}

    /**
     * @param next what the worker wrote down after the answer, if anything
     * @return a finish of {@link ChatModel.Reply}
     */
    public static String of(RunEvent.ModelAnswered answer, @Nullable Object next) {
        return switch (next) {
            case RunEvent.ToolAnswered cut when Thinking.isCut(answer, cut) -> "length";
            case RunEvent.Failed end
            when answer.toolCalls().isEmpty() && end.code().equals(ErrorCode.TOOL_FAILED.wire()) ->
                ChatModel.Reply.GAVE_UP;
            case RunEvent.Failed end when Thinking.isFiltered(end) -> "content_filter";
            case null, default -> answer.toolCalls().isEmpty() ? "stop" : "tool_calls";
        };
    }
}
