package aule.agents;

import aule.kernel.RunEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done so far, in numbers and one line.
 *
 * @param model the model that answered last; before that the one that was wished for
 * @param step the model's answers so far
 * @param openCalls calls of the last answer that have no result yet
 * @param lastLine the latest thought, text or call in words
 */
public record Work(
        @Nullable String model,
        int step,
        int openCalls,
        int toolCalls,
        long tokensIn,
        long tokensOut,
        long cachedTokens,
        String lastLine) {

    private static final int LINE = 200;

    static Work none(RunEvent.Started started) {
        return new Work(started.model(), 0, 0, 0, 0, 0, 0, "");
    }

    Work answered(RunEvent.ModelAnswered answer) {
        var said = answer.text().isBlank() ? answer.thought() : answer.text();
        return new Work(
                answer.model(),
                answer.step(),
                answer.toolCalls().size(),
                toolCalls,
                tokensIn + answer.usage().tokensIn(),
                tokensOut + answer.usage().tokensOut(),
                cachedTokens + answer.usage().cachedTokens(),
                said.isBlank() ? lastLine : line(said));
    }

    Work called(RunEvent.ToolCalled call) {
        return saying(call.tool() + " " + call.arguments());
    }

    Work answered(RunEvent.ToolAnswered answer) {
        var open = Math.max(0, openCalls - 1);
        return new Work(model, step, open, toolCalls + 1, tokensIn, tokensOut, cachedTokens, lastLine);
    }

    Work saying(String text) {
        return new Work(model, step, openCalls, toolCalls, tokensIn, tokensOut, cachedTokens, line(text));
    }

    private static String line(String text) {
        var flat = text.strip().replaceAll("\\s+", " ");
        return flat.length() <= LINE ? flat : flat.substring(0, LINE - 1) + "…";
    }
}
