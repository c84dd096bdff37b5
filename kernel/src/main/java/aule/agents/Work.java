package aule.agents;

import aule.kernel.AuleException;
import aule.kernel.BudgetEvent;
import aule.kernel.ErrorCode;
import aule.kernel.FileChange;
import aule.kernel.RunEvent;
import aule.kernel.TokenUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a run has done so far, in numbers and one line.
 *
 * @param model the model that answered last; before that the one that was wished for
 * @param step the model's answers so far
 * @param openCalls calls of the last answer that have no result yet
 * @param outputBytes what its tools said and wrote, about
 * @param costNanos what its models cost, in billionths of a US dollar, as far as their prices are known
 * @param unpriced answers of models whose price is not known
 * @param unread messages that the model has not read, so far as its latest answer tells
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
        long costNanos,
        int unpriced,
        long outputBytes,
        int unread,
        String lastLine) {

    private static final int LINE = 200;
    private static final int MOST_UNREAD = 100;

    static Work none(RunEvent.Started started) {
        return new Work(started.model(), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, "");
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
                costNanos + known(answer.costNanos()),
                unpriced + (answer.costNanos() == null ? 1 : 0),
                outputBytes,
                answer.messagesRead() == null ? 0 : Math.max(0, unread - answer.messagesRead()),
                said.isBlank() ? lastLine : line(said));
    }

    Work called(RunEvent.ToolCalled call) {
        return saying(call.tool() + " " + call.arguments());
    }

    Work answered(RunEvent.ToolAnswered answer) {
        var open = Math.max(0, openCalls - 1);
        var bytes = answer.output().length()
                + answer.changes().stream().mapToLong(FileChange::bytes).sum();
        return now(open, toolCalls + 1, outputBytes + bytes, unread, lastLine);
    }

    /** @throws AuleException with {@code RATE_LIMITED} if the model has too much to read already */
    Work messaged() {
        if (unread >= MOST_UNREAD) {
            throw new AuleException(
                    ErrorCode.RATE_LIMITED,
                    "The run has %d messages that its model has not read; wait until it has answered."
                            .formatted(unread));
        }
        return reported();
    }

    /** What a child has to say is taken however much is unread. */
    Work reported() {
        return now(openCalls, toolCalls, outputBytes, unread + 1, lastLine);
    }

    /** What a summary cost belongs to the run. */
    Work compacted(RunEvent.Compacted summary) {
        return summary.model() == null ? this : used(summary.usage(), summary.costNanos());
    }

    /** What an errand cost belongs to the run that had it done. */
    Work used(BudgetEvent.Used errand) {
        return used(errand.usage(), errand.costNanos());
    }

    private Work used(TokenUsage usage, @Nullable Long cost) {
        return new Work(
                model,
                step,
                openCalls,
                toolCalls,
                tokensIn + usage.tokensIn(),
                tokensOut + usage.tokensOut(),
                cachedTokens + usage.cachedTokens(),
                costNanos + known(cost),
                unpriced + (cost == null ? 1 : 0),
                outputBytes,
                unread,
                lastLine);
    }

    Work saying(String text) {
        return now(openCalls, toolCalls, outputBytes, unread, line(text));
    }

    /** The same as far as models were asked. */
    private Work now(int open, int calls, long bytes, int messages, String said) {
        return new Work(
                model,
                step,
                open,
                calls,
                tokensIn,
                tokensOut,
                cachedTokens,
                costNanos,
                unpriced,
                bytes,
                messages,
                said);
    }

    /** Takes over where another run stood; what that run used stays counted there. */
    Work inheriting(List<RunEvent> past) {
        var done = this;
        for (var event : past) {
            done = switch (event) {
                case RunEvent.ModelAnswered answer -> done.answered(answer);
                case RunEvent.ToolCalled call -> done.called(call);
                case RunEvent.ToolAnswered answer -> done.answered(answer);
                default -> done;
            };
        }
        return new Work(
                done.model,
                done.step,
                done.openCalls,
                toolCalls,
                tokensIn,
                tokensOut,
                cachedTokens,
                costNanos,
                unpriced,
                outputBytes,
                unread,
                done.lastLine);
    }

    private static long known(@Nullable Long cost) {
        return cost == null ? 0 : cost;
    }

    private static String line(String text) {
        var flat = text.strip().replaceAll("\\s+", " ");
        return flat.length() <= LINE ? flat : flat.substring(0, LINE - 1) + "…";
    }
}
