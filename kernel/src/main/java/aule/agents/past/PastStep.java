package aule.agents.past;

import aule.kernel.FileChange;
import aule.kernel.RunEvent;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One answer of a model in the record of a run, with what came of its calls.
 *
 * @param position of the answer in the run's stream; null if the run took it over from another
 * @param at when it was given; null as for the position
 */
public record PastStep(
        @Nullable Long position, @Nullable Instant at, RunEvent.ModelAnswered answer, List<PastCall> calls) {

    /**
     * A call that the model asked for.
     *
     * @param called as it executed; null if it never did
     * @param answer null if it has none
     */
    public record PastCall(
            RunEvent.ToolRequest asked, RunEvent.@Nullable ToolCalled called, RunEvent.@Nullable ToolAnswered answer) {

        /** The arguments that it executed with, else those that were asked for. */
        public String arguments() {
            return called == null ? asked.arguments().strip() : called.arguments();
        }

        public String tool() {
            return called == null ? asked.tool() : called.tool().value();
        }

        public List<FileChange> files() {
            return answer == null ? List.of() : answer.changes();
        }
    }

    public PastStep {
        calls = List.copyOf(calls);
    }

    /** The results that the calls have so far. */
    Stream<RunEvent.ToolAnswered> results() {
        return calls.stream().flatMap(it -> Stream.ofNullable(it.answer()));
    }

    List<FileChange> files() {
        return calls.stream().flatMap(it -> it.files().stream()).toList();
    }
}
