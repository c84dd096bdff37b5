package aule.agents.past;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Projection;
import aule.journal.Subscription;
import aule.kernel.AuleException;
import aule.kernel.Envelope;
import aule.kernel.ErrorCode;
import aule.kernel.Event;
import aule.kernel.RunEvent;
import aule.kernel.StreamId;
import aule.kernel.Transient;
import java.util.List;

/** The journal of a replay: it holds one stream, keeps nothing, and nobody watches. */
record TapeJournal(Tape tape) implements Journal {

    @Override
    public List<Envelope> append(StreamId stream, Origin origin, List<? extends Event> events) {
        return events.stream().map(tape::play).toList();
    }

    /** The lease that the worker had in the record. */
    @Override
    public long lease(StreamId stream) {
        return tape.next()
                .map(it -> it.body() instanceof RunEvent.Dispatched begun ? begun.epoch() : NO_LEASE)
                .orElse(NO_LEASE);
    }

    @Override
    public List<Envelope> read(StreamId stream, long after, int limit) {
        return tape.read(after, limit);
    }

    @Override
    public List<Envelope> since(long after, Filter filter, int limit) {
        return List.of();
    }

    @Override
    public long head() {
        return 0;
    }

    @Override
    public void show(Transient piece) {
        // nobody watches
    }

    @Override
    public void shown(StreamId stream, String source) {
        // nothing was shown
    }

    @Override
    public Subscription watch(long after, Filter filter) {
        throw noSuchThing();
    }

    @Override
    public int watchers() {
        return 0;
    }

    @Override
    public void project(Projection projection) {
        throw noSuchThing();
    }

    private static AuleException noSuchThing() {
        return new AuleException(ErrorCode.INTERNAL, "Nothing watches a replay.");
    }
}
