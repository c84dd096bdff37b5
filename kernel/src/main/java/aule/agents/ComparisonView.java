package aule.agents;

import aule.agents.past.Aspect;
import aule.agents.past.Comparison;
import aule.agents.past.PastStep;
import aule.kernel.FileChange;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Two runs side by side as the edge shows them. */
record ComparisonView(
        RunView left,
        RunView right,
        boolean same,
        @Nullable Integer divergesAt,
        int differing,
        List<Row> steps,
        int count,
        @Nullable String nextCursor) {

    private static final int LONGEST = 4_000;

    record Row(
            int step,
            boolean same,
            Set<Aspect> differs,
            @Nullable Side left,
            @Nullable Side right) {

        static Row of(Comparison.Row row) {
            return new Row(row.step(), row.same(), row.differs(), Side.of(row.left()), Side.of(row.right()));
        }
    }

    /** A step of one of them; long texts are cut. */
    record Side(
            @Nullable Long position,
            @Nullable Instant at,
            String model,
            String promptSha256,
            String thought,
            String text,
            List<Call> calls,
            long tokensIn,
            long tokensOut,
            long durationMs) {

        static @Nullable Side of(@Nullable PastStep step) {
            if (step == null) {
                return null;
            }
            var answer = step.answer();
            return new Side(
                    step.position(),
                    step.at(),
                    answer.model(),
                    answer.promptSha256(),
                    clipped(answer.thought()),
                    clipped(answer.text()),
                    step.calls().stream().map(Call::of).toList(),
                    answer.usage().tokensIn(),
                    answer.usage().tokensOut(),
                    answer.durationMs());
        }
    }

    record Call(
            String callId,
            String tool,
            String arguments,
            @Nullable Boolean ok,
            @Nullable String output,
            @Nullable String error,
            @Nullable Long durationMs,
            List<FileChange> files) {

        static Call of(PastStep.PastCall call) {
            var answer = call.answer();
            return new Call(
                    call.asked().callId(),
                    call.tool(),
                    clipped(call.arguments()),
                    answer == null ? null : answer.ok(),
                    answer == null ? null : clipped(answer.output()),
                    answer == null ? null : answer.error(),
                    answer == null ? null : answer.durationMs(),
                    call.files());
        }
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
