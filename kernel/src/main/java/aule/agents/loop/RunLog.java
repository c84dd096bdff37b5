package aule.agents.loop;

import aule.agents.RunState;
import aule.journal.Journal;
import aule.journal.Journal.Origin;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run's stream in the hands of one worker, who alone may write to it, and what stands in it so far. */
final class RunLog {

    private static final int PAGE = 1_000;

    private final Journal journal;
    private final InstantSource clock;
    private final Origin origin;
    private final OpenCalls calls = new OpenCalls();
    private final List<RunEvent> told = new ArrayList<>();
    private RunState state;

    private RunLog(Journal journal, InstantSource clock, long epoch, List<Envelope> history) {
        this.journal = journal;
        this.clock = clock;
        this.state = RunState.of(history);
        this.origin = new Origin(
                state.org(),
                state.started().projectId(),
                state.id().value(),
                state.id().value(),
                null,
                epoch);
        history.forEach(event -> {
            calls.add(event.body());
            if (event.body() instanceof RunEvent change) {
                told.add(change);
            }
        });
    }

    /** Takes the run over from whoever had it; empty if there is no such run. */
    static Optional<RunLog> takeOver(Journal journal, InstantSource clock, RunId run) {
        var stream = StreamId.of(run);
        var epoch = journal.lease(stream);
        var history = new ArrayList<>(journal.read(stream, 0, PAGE));
        for (var page = history.size(); page == PAGE; ) {
            var more = journal.read(stream, history.getLast().position(), PAGE);
            history.addAll(more);
            page = more.size();
        }
        return history.isEmpty() ? Optional.empty() : Optional.of(new RunLog(journal, clock, epoch, history));
    }

    /** Writes events down, all or none. They are on disk when this returns. */
    void append(RunEvent... events) {
        for (var event : journal.append(stream(), origin, List.of(events))) {
            take((RunEvent) event.body());
        }
    }

    /** Takes note of an answer that the tools have written down. */
    void heard(RunEvent.ToolAnswered answer) {
        take(answer);
    }

    private void take(RunEvent event) {
        state = state.then(event, clock.instant());
        calls.add(event);
        told.add(event);
    }

    /** Ends the run, unless somebody else has taken it over. */
    void fail(String code, String detail) {
        try {
            append(new RunEvent.Failed(state.id(), code, detail));
        } catch (AuleException refused) {
            if (refused.code() != ErrorCode.STALE_LEASE) {
                throw refused;
            }
        }
    }

    RunState state() {
        return state;
    }

    RunId run() {
        return state.id();
    }

    StreamId stream() {
        return StreamId.of(state.id());
    }

    OpenCalls calls() {
        return calls;
    }

    /** The run's own events so far, in order. */
    List<RunEvent> told() {
        return told;
    }

    Origin origin() {
        return origin;
    }
}
