package aule.testkit;

import aule.journal.Filter;
import aule.journal.Journal;
import aule.journal.Projection;
import aule.journal.Subscription;
import aule.kernel.Envelope;
import aule.kernel.Event;
import aule.kernel.StreamId;
import aule.kernel.Transient;
import java.util.List;
import java.util.function.Consumer;

/** A real journal whose appends a test can hold up. */
public record HookedJournal(Journal journal, Consumer<Event> before) implements Journal {

    @Override
    public List<Envelope> append(StreamId stream, Origin origin, List<? extends Event> events) {
        events.forEach(before);
        return journal.append(stream, origin, events);
    }

    @Override
    public long lease(StreamId stream) {
        return journal.lease(stream);
    }

    @Override
    public List<Envelope> read(StreamId stream, long after, int limit) {
        return journal.read(stream, after, limit);
    }

    @Override
    public List<Envelope> since(long after, Filter filter, int limit) {
        return journal.since(after, filter, limit);
    }

    @Override
    public long head() {
        return journal.head();
    }

    @Override
    public void show(Transient piece) {
        journal.show(piece);
    }

    @Override
    public void shown(StreamId stream, String source) {
        journal.shown(stream, source);
    }

    @Override
    public Subscription watch(long after, Filter filter) {
        return journal.watch(after, filter);
    }

    @Override
    public int watchers() {
        return journal.watchers();
    }

    @Override
    public void project(Projection projection) {
        journal.project(projection);
    }
}
