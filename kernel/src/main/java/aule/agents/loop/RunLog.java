package aule.agents.loop;

import aule.agents.RunState;
import aule.agents.RunStatus;
import aule.journal.Journal;
import aule.journal.Journal.Origin;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.ModelEvent;
import aule.kernel.RunEvent;
import aule.kernel.RunId;
import aule.kernel.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run's stream in the hands of one worker, who alone may write to it, and what stands in it so far. */
final class RunLog {

    private static final int PAGE = 1_000;

    private final Journal journal;
    private final Origin origin;
    private final OpenCalls calls = new OpenCalls();
    private final Rounds rounds = new Rounds();
    private final Footprint footprint = new Footprint();
    private final List<RunEvent> news = new ArrayList<>();
    private final List<RunEvent.Retrying> failures = new ArrayList<>();
    private int restarts;
    private @Nullable ModelEvent model;
    private int refusals;
    private RunState state;
    private long position;

    private RunLog(Journal journal, long epoch, List<Envelope> history) {
        this.journal = journal;
        this.state = RunState.begin(history.getFirst());
        this.origin = new Origin(
                state.org(),
                state.started().projectId(),
                state.id().value(),
                state.id().value(),
                null,
                epoch);
        note(history.getFirst());
        history.subList(1, history.size()).forEach(this::take);
    }

    /** Takes the run over from whoever had it; empty if there is no such run. */
    static Optional<RunLog> takeOver(Journal journal, RunId run) {
        var stream = StreamId.of(run);
        var epoch = journal.lease(stream);
        var history = new ArrayList<>(journal.read(stream, 0, PAGE));
        for (var page = history.size(); page == PAGE; ) {
            var more = journal.read(stream, history.getLast().position(), PAGE);
            history.addAll(more);
            page = more.size();
        }
        return history.isEmpty() ? Optional.empty() : Optional.of(new RunLog(journal, epoch, history));
    }

    /** Writes events down, all or none. They are on disk when this returns. */
    void append(Event... events) {
        var appended = journal.append(stream(), origin, List.of(events));
        if (appended.getFirst().position() == position + 1) {
            appended.forEach(this::take);
        } else {
            catchUp();
        }
    }

    /** Takes note of what others wrote into the stream since the last time: the tools, people, other runs. */
    RunState catchUp() {
        for (var page = PAGE; page == PAGE; ) {
            var news = journal.read(stream(), position, PAGE);
            news.forEach(this::take);
            page = news.size();
        }
        return state;
    }

    private void take(Envelope event) {
        state = state.then(event.body(), event.at());
        note(event);
    }

    private void note(Envelope event) {
        position = event.position();
        calls.add(event.body());
        rounds.add(event.body());
        footprint.add(event.body());
        if (event.body() instanceof RunEvent change) {
            note(change);
        }
    }

    private void note(RunEvent change) {
        news.add(change);
        if (change instanceof RunEvent.Retrying retry) {
            failures.add(retry);
            restarts = Objects.requireNonNullElse(retry.restart(), restarts);
        } else if (change instanceof RunEvent.AnswerRefused) {
            refusals++;
        } else if (change instanceof RunEvent.ModelAnswered || change instanceof RunEvent.ToolAnswered) {
            failures.clear();
        } else if (change instanceof ModelEvent choice) {
            model = choice;
        }
    }

    /** Ends the run, unless somebody else has taken it over. */
    void fail(String code, String detail) {
        leave(new RunEvent.Failed(state.id(), code, detail));
    }

    /** Writes down why the worker lets go of the run, unless somebody else took it over or stopped it. */
    void leave(RunEvent reason) {
        try {
            append(reason);
        } catch (AuleException refused) {
            var stopped =
                    refused.code() == ErrorCode.ILLEGAL_TRANSITION && catchUp().status() != RunStatus.RUNNING;
            if (refused.code() != ErrorCode.STALE_LEASE && !stopped) {
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

    Rounds rounds() {
        return rounds;
    }

    Footprint footprint() {
        return footprint;
    }

    /** The run's own events since this was asked the last time, in order; all of them the first time. */
    List<RunEvent> news() {
        var told = List.copyOf(news);
        news.clear();
        return told;
    }

    /** The failures since the last step that succeeded. */
    List<RunEvent.Retrying> failures() {
        return List.copyOf(failures);
    }

    /** The last word on which model the run thinks with; empty if nobody said. */
    Optional<ModelEvent> model() {
        return Optional.ofNullable(model);
    }

    /** Has all of the run's own events told again, to somebody who heard none. */
    void retell() {
        news.clear();
        for (var from = 0L; from < position; ) {
            var page = journal.read(stream(), from, PAGE);
            page.stream()
                    .map(Envelope::body)
                    .filter(RunEvent.class::isInstance)
                    .map(RunEvent.class::cast)
                    .forEach(news::add);
            from = page.isEmpty() ? position : page.getLast().position();
        }
    }

    /** How often the agent has been restarted in this run. */
    int restarts() {
        return restarts;
    }

    /** How many answers of this run had not the form that was asked for. */
    int refusals() {
        return refusals;
    }

    Origin origin() {
        return origin;
    }
}
