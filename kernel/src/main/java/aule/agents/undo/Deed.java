package aule.agents.undo;

import aule.kernel.Envelope;
import aule.kernel.FileChange;
import aule.kernel.RunEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of a run, as the journal has it.
 *
 * @param end where in the journal it ended, {@link Long#MAX_VALUE} if nobody knows
 * @param answer null if there is none
 */
record Deed(Envelope begin, RunEvent.ToolCalled call, long end, RunEvent.@Nullable ToolAnswered answer) {

    static Deed begun(Envelope event, RunEvent.ToolCalled call) {
        return new Deed(event, call, Long.MAX_VALUE, null);
    }

    Deed ended(Envelope event, RunEvent.ToolAnswered answered) {
        return new Deed(begin, call, event.seq(), answered);
    }

    static String key(RunEvent event, String call) {
        return event.runId() + " " + call;
    }

    String key() {
        return key(call, call.callId());
    }

    boolean changesFiles() {
        return call.checkpointId() != null;
    }

    boolean leavesTheMachine() {
        return call.effect().equals("external");
    }

    /** Whether both were under way at some time. */
    boolean overlaps(Deed other) {
        return begin.seq() < other.end && other.begin.seq() < end;
    }

    /** The files that it said it changed. */
    List<String> paths() {
        return answer == null
                ? List.of()
                : answer.changes().stream().map(FileChange::path).toList();
    }
}
