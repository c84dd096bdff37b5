package aule.agents.past;

import aule.kernel.AuleException;
import aule.kernel.ChildEvent;
import aule.kernel.ConfirmationEvent;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.ModelEvent;
import aule.kernel.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record of one run, and how much of it a replay has made again. What the worker of the run wrote has to be made
 * again; what others wrote into its stream is there as soon as everything before it is.
 */
final class Tape {

    private static final int MOST = 100;

    private final List<Envelope> recorded;
    private final @Nullable Envelope[] played;
    private final Mode mode;
    private final Map<Integer, Integer> shown;
    private final List<Difference> differences = new ArrayList<>();
    private int count;
    private boolean stopped;

    /**
     * @param shown by the index of an event of the worker: how many of the events before it are there when it is made,
     *     where that is not all of them
     */
    Tape(List<Envelope> recorded, Mode mode, Map<Integer, Integer> shown) {
        this.recorded = List.copyOf(recorded);
        this.played = new Envelope[recorded.size()];
        this.mode = mode;
        this.shown = Map.copyOf(shown);
    }

    /** Whether the worker of the run wrote this, and not another or a tool that it called. */
    static boolean own(Envelope event) {
        return event.actor().equals(event.stream().value()) && !(event.body() instanceof ChildEvent.Started);
    }

    /** What the worker has to write next. */
    synchronized Optional<Envelope> next() {
        var index = nextIndex();
        return stopped || index == recorded.size() ? Optional.empty() : Optional.of(recorded.get(index));
    }

    private int nextIndex() {
        return own(0);
    }

    /** The first event of the worker from an index on that was not made again. */
    private int own(int from) {
        var index = from;
        while (index < recorded.size() && (!own(recorded.get(index)) || played[index] != null)) {
            index++;
        }
        return index;
    }

    /** What the worker wrote right after an event. */
    synchronized Optional<Event> after(Envelope event) {
        return recorded.stream()
                .filter(it -> it.position() > event.position() && own(it))
                .map(Envelope::body)
                .findFirst();
    }

    /** What the worker has to write next about a call, before it lets the run go. */
    synchronized List<Envelope> ofCall(String callId) {
        var found = new ArrayList<Envelope>();
        for (var index = nextIndex(); index < recorded.size() && !begins(index); index = own(index + 1)) {
            if (callId.equals(callOf(recorded.get(index).body()))) {
                found.add(recorded.get(index));
            }
        }
        return found;
    }

    /** What the worker has to write next that is no result of a call, before it lets the run go. */
    synchronized Optional<Envelope> afterCalls() {
        for (var index = nextIndex(); index < recorded.size() && !begins(index); index = own(index + 1)) {
            if (callOf(recorded.get(index).body()) == null) {
                return Optional.of(recorded.get(index));
            }
        }
        return Optional.empty();
    }

    private boolean begins(int index) {
        return recorded.get(index).body() instanceof RunEvent.Dispatched;
    }

    private static @Nullable String callOf(Event event) {
        return switch (event) {
            case RunEvent.ToolCalled it -> it.callId();
            case RunEvent.ToolAnswered it -> it.callId();
            case ConfirmationEvent.Requested it -> it.callId();
            default -> null;
        };
    }

    /**
     * Takes what the worker writes, and holds it against the record.
     *
     * @throws AuleException as {@link #over} if the worker was gone then, or did something else
     */
    synchronized Envelope play(Event made) {
        if (stopped) {
            throw over();
        }
        var index = place(made);
        if (index == recorded.size() || (begins(index) && !(made instanceof RunEvent.Dispatched))) {
            throw over();
        }
        if (recorded.get(index).body().getClass() != made.getClass()) {
            throw leave(Difference.between(
                    recorded.get(index).position(), recorded.get(index).body(), made));
        }
        var event = recorded.get(index);
        var envelope = with(event, timed(event.body(), made));
        played[index] = envelope;
        if (!mode.counting(event.body()).equals(mode.counting(made))) {
            note(Difference.between(event.position(), event.body(), made));
        }
        return envelope;
    }

    /** When something is tried again is chance: it comes when it came then, whatever chance says now. */
    private static Event timed(Event recorded, Event made) {
        if (recorded instanceof RunEvent.Retrying then && made instanceof RunEvent.Retrying now) {
            return new RunEvent.Retrying(
                    now.runId(), now.code(), now.detail(), now.attempt(), then.dueAt(), now.callId(), now.restart());
        }
        return made;
    }

    /** Where something belongs that is made. Results of calls that go on together may come in any order. */
    private int place(Event made) {
        var next = nextIndex();
        var call = callOf(made);
        for (var index = next; call != null && index < recorded.size() && !begins(index); index = own(index + 1)) {
            if (call.equals(callOf(recorded.get(index).body()))) {
                return index;
            }
        }
        return next;
    }

    /** The same place with something else in it. */
    static Envelope with(Envelope event, Event body) {
        return new Envelope(
                event.seq(),
                event.id(),
                event.org(),
                event.project(),
                event.stream(),
                event.position(),
                event.type(),
                event.version(),
                event.actor(),
                event.correlation(),
                event.causation(),
                event.at(),
                body);
    }

    /** Ends the replay here, because it does what the record does not. */
    synchronized AuleException leave(Difference difference) {
        if (!stopped) {
            note(difference);
            stopped = true;
        }
        return over();
    }

    private void note(Difference difference) {
        count++;
        if (differences.size() < MOST) {
            differences.add(difference);
        }
    }

    /** What a worker meets where it lost the run: as in the record, somebody else goes on with it, or nobody does. */
    static AuleException over() {
        return new AuleException(ErrorCode.STALE_LEASE, "The record of this worker ends here.");
    }

    /** The failure that ended a run. It is not tried again, as it was not then. */
    static AuleException failure(RunEvent.Failed failed) {
        return new AuleException(code(failed.code()), failed.detail()).lasting();
    }

    /** The failure after which a step was tried again, or the agent was restarted because no try would have helped. */
    static AuleException failure(RunEvent.Retrying failed) {
        var failure = new AuleException(code(failed.code()), failed.detail());
        return failed.restart() == null ? failure : failure.lasting();
    }

    /** The failure after which another model was asked. */
    static AuleException failure(ModelEvent.FellBack failed) {
        return new AuleException(code(failed.code()), failed.reason());
    }

    private static ErrorCode code(String wire) {
        return ErrorCode.named(wire).orElse(ErrorCode.INTERNAL);
    }

    /** Ends the replay here, whatever it does. */
    synchronized void stop() {
        stopped = true;
    }

    /** What is in the stream so far, above a position. */
    synchronized List<Envelope> read(long after, int limit) {
        var there = new ArrayList<Envelope>();
        var next = nextIndex();
        for (var index = 0; index < recorded.size() && there.size() < limit; index++) {
            var event = own(recorded.get(index)) ? played[index] : index < visible(next) ? recorded.get(index) : null;
            if (event != null && event.position() > after) {
                there.add(event);
            }
        }
        return there;
    }

    private int visible(int next) {
        return shown.getOrDefault(next, next);
    }

    /** How many events of the worker were made again. */
    synchronized int made() {
        var made = 0;
        for (var event : played) {
            made += event == null ? 0 : 1;
        }
        return made;
    }

    /** The time in the record. */
    synchronized Instant now() {
        var index = Math.min(nextIndex(), recorded.size() - 1);
        return recorded.get(index).at();
    }

    /** The first differences. */
    synchronized List<Difference> differences() {
        return List.copyOf(differences);
    }

    /** How many differences there are in all. */
    synchronized int count() {
        return count;
    }
}
